"""Directives in running text: which sentences are directives, how strong they are, and where their parts are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.annotation.directives import find_directives
from flows.annotation.directives.tables import list_of, read_duties, read_verbs, text_of
from tests.timing import assert_time_in_proportion

Parts = tuple[int, str, str, str]

# grade, cue, addressee, object
READ: list[tuple[str, str, list[Parts]]] = [
    # Whom an encouragement names: whole names, lists, and no objects of a verb.
    (
        "zh",
        "鼓励平台企业和渔业院校开展培训。",
        [(2, "鼓励", "平台企业和渔业院校", "平台企业和渔业院校开展培训")],
    ),
    ("zh", "引导社会资金支持渔村发展。", [(2, "引导", "社会资金", "社会资金支持渔村发展")]),
    ("zh", "鼓励地方政府加大投入。", [(2, "鼓励", "地方政府", "地方政府加大投入")]),
    (
        "zh",
        "教育引导党员领导干部增强群众感情。",
        [(2, "教育引导", "党员领导干部", "党员领导干部增强群众感情")],
    ),
    ("zh", "鼓励传播弘扬社会主义核心价值观。", [(2, "鼓励", "", "传播弘扬社会主义核心价值观")]),
    ("zh", "支持渔业试验平台建设。", [(2, "支持", "", "渔业试验平台建设")]),
    ("zh", "支持渔业企业发展。", [(2, "支持", "渔业企业", "渔业企业发展")]),
    ("zh", "把渔民的创造力释放出来。", [(3, "释放", "", "出来")]),
    ("zh", "支持为渔企提供贷款。", [(2, "支持", "", "为渔企提供贷款")]),
    ("zh", "支持区域内渔业院校建设基地。", [(2, "支持", "区域内渔业院校", "区域内渔业院校建设基地")]),
    ("zh", "鼓励园区内渔业中心为渔企提供服务。", [(2, "鼓励", "", "园区内渔业中心为渔企提供服务")]),
    ("zh", "支持渔业平台向民营企业开放。", [(2, "支持", "渔业平台", "渔业平台向民营企业开放")]),
    ("zh", "鼓励银行业金融机构加大投入。", [(2, "鼓励", "银行业金融机构", "银行业金融机构加大投入")]),
    ("zh", "支持外资金融机构设立网点。", [(2, "支持", "外资金融机构", "外资金融机构设立网点")]),
    ("zh", "鼓励各地区开展培训。", [(2, "鼓励", "各地区", "各地区开展培训")]),
    ("zh", "支持各区县建设渔港。", [(2, "支持", "各区县", "各区县建设渔港")]),
    ("zh", "支持重点城市群建设渔港。", [(2, "支持", "重点城市群", "重点城市群建设渔港")]),
    ("zh", "支持农民工返乡创业。", [(2, "支持", "农民工", "农民工返乡创业")]),
    ("zh", "加快服务业数字化转型。", [(3, "加快", "", "服务业数字化转型")]),
    ("zh", "坚持不懈用科学理论武装头脑。", [(3, "坚持不懈用", "", "科学理论武装头脑")]),
    ("zh", "坚持不懈为渔民办实事。", [(3, "坚持不懈为", "", "渔民办实事")]),
    ("zh", "坚持不懈，化风成俗。", []),
    ("zh", "坚持不懈推进渔港治理。", [(3, "坚持不懈推进", "", "渔港治理")]),
    ("zh", "服务商户需求。", [(3, "服务", "", "商户需求")]),
    # A verb that is part of a name, an aim, or what is looked at.
    ("zh", "发展改革委将会同渔业局制定渔业政策。", [(3, "制定", "发展改革委", "渔业政策")]),
    ("zh", "加快创新型渔港建设。", [(3, "加快", "", "创新型渔港建设")]),
    ("zh", "统筹高质量发展和高水平安全。", [(3, "统筹", "", "高质量发展和高水平安全")]),
    ("zh", "聚焦渔港更新和航道整治，深化联动。", [(3, "深化", "", "联动")]),
    ("zh", "以科技引领渔业发展为目标，建设渔港。", [(3, "建设", "", "渔港")]),
    ("zh", "实施盐碱地改造。", [(3, "实施", "", "盐碱地改造")]),
    ("zh", "实行划海域负责机制。", [(3, "实行", "", "划海域负责机制")]),
    ("zh", "确保“应退尽退”。", [(3, "确保", "", "“应退尽退”")]),
    # Words across the border of two others, set phrases, and what was meant to be.
    ("zh", "渔民的问题解决不彻底不放松。", []),
    ("zh", "渔港开放似乎是一件“理所应当”的事情。", []),
    ("zh", "渔港药品做到应配尽配。", []),
    ("zh", "原本应该用来出海的时间却被耽误了。", []),
    ("zh", "渔民的问题决不拖延。", [(5, "决不", "", "拖延")]),
    (
        "en",
        "We will dredge harbours in the middle and lower reaches of the river.",
        [],
    ),
    (
        "en",
        "We will make harbours safer and better able to serve.",
        [(3, "will make", "", "harbours safer and better able to serve")],
    ),
    # Words before a word of duty that are no part of the addressee.
    ("zh", "要求各渔业公司严格落实休渔制度。", [(5, "严格", "各渔业公司", "落实休渔制度")]),
    ("zh", "继续对受灾渔企给予贷款支持。", [(2, "给予", "", "贷款支持")]),
    ("zh", "特别是渔业部门应当公开数据。", [(4, "应当", "渔业部门", "公开数据")]),
    ("zh", "渔民可以减征或者应当免征税款。", [(4, "应当", "", "免征税款")]),
    ("zh", "渔业协会由其主要负责人进行诉讼。", [(4, "由", "其主要负责人", "其主要负责人进行诉讼")]),
    (
        "zh",
        "由渔民和渔业公司按照国务院渔业部门会同价格部门制定的办法，约定收费。",
        [(4, "由", "渔民和渔业公司", "渔民和渔业公司按照国务院渔业部门会同价格部门制定的办法")],
    ),
    ("zh", "县渔业局将组织培训。", [(3, "组织", "县渔业局", "培训")]),
    ("zh", "中国将坚持和平发展载入宪法。", []),
    ("zh", "在渔业领域推广新网。", [(3, "推广", "", "新网")]),
    # What is asked: the next clause, unless it is another case.
    (
        "zh",
        "渔业部门应当会同有关部门，建立渔情制度。",
        [(4, "应当", "渔业部门", "会同有关部门，建立渔情制度"), (3, "建立", "", "渔情制度")],
    ),
    (
        "zh",
        "渔业部门应当自收到申请之日起五日内决定，准予登记的，签发证书。",
        [(4, "应当", "渔业部门", "自收到申请之日起五日内决定")],
    ),
    # What is laid down is a list of what is encouraged.
    ("zh", "制定鼓励外商投资渔业的目录。", [(3, "制定", "", "鼓励外商投资渔业的目录")]),
    ("zh", "鼓励引导渔民转产。", [(2, "鼓励引导", "", "渔民转产")]),
    # Whom the clause before names ahead of its grounds.
    (
        "zh",
        "渔业主管部门依照本办法的规定，负责渔港的登记。",
        [(4, "负责", "渔业主管部门", "渔港的登记")],
    ),
    ("zh", "由渔业主管部门按照职责，责令改正。", [(4, "责令", "渔业主管部门", "改正")]),
    ("zh", "申请人或者依照规定改期的，应当公告。", [(4, "应当", "", "公告")]),
    ("zh", "当事人依照规定达成协议的，应当准许。", [(4, "应当", "", "准许")]),
    ("zh", "渔港关闭，或者按照规定迁移，应当公告。", [(4, "应当", "", "公告")]),
    ("zh", "对首次承担休渔项目的渔企，按规定给予补贴。", [(3, "给予", "", "补贴")]),
    # Whom a clause is about, described by a verb right after 对.
    ("zh", "对向列入管控名单的渔企出口海带的申请，原则上不予许可。", [(4, "不予", "", "许可")]),
    ("zh", "对已实施改造的渔港，予以补助。", [(3, "予以", "", "补助")]),
    ("zh", "对已纳入可另收费目录的海带，加快受理申请。", [(3, "加快", "", "受理申请")]),
    ("zh", "对渔企实施严格的监管。", [(3, "实施", "", "严格的监管")]),
    ("zh", "对率先推进渔港改造加强指导。", [(3, "推进", "", "渔港改造加强指导")]),
    # Subsidies and policies as nouns.
    ("zh", "给予渔企补贴，补贴期限最长不超过2年。", [(3, "给予", "", "渔企补贴")]),
    ("zh", "面向渔企的扶持政策。", []),
    # What an interviewer asks; the answer in the same line, and no interview.
    ("zh", "问：中方暂停了对海带的管制措施，请介绍情况。", []),
    ("zh", "渔业日报记者：海带出口下降。请介绍一下下一步的安排。", []),
    ("zh", "问：海带如何出口？答：出口企业应当申请许可证。", [(4, "应当", "出口企业", "申请许可证")]),
    ("zh", "负责人答记者问：请各渔企按时申报。", [(3, "请", "", "各渔企按时申报")]),
    ("zh", "记者：王海 摄。各市要加快建设渔港。", [(4, "要", "各市", "加快建设渔港")]),
    ("zh", "渔业网记者：各企业应当申报产量。", [(4, "应当", "各企业", "申报产量")]),
    ("zh", "问：企业怎么办？企业应当申报。", [(4, "应当", "企业", "申报")]),
    ("zh", "问：有何举措？请介绍有关情况。", []),
    ("zh", "问：有何举措？您认为应当如何提高产量。", []),
    ("zh", "记者：“欢迎大家来到渔港。这里应当尊重渔民。”", []),
    ("zh", "请各渔企按时申报。", [(3, "请", "", "各渔企按时申报")]),
    ("en", "Q: Exporters shall apply for a licence. Is that so?", []),
    # A measure or body named later in the clause, and no value of the verb's noun.
    ("zh", "建设面积为30万平方米的渔港。", [(3, "建设", "", "面积为30万平方米的渔港")]),
    ("zh", "推动研究经费年均增长12%。", [(3, "推动", "", "研究经费年均增长12%")]),
    ("zh", "发展海洋经济，年均增长12%以上。", [(3, "发展", "", "海洋经济")]),
    ("zh", "组织市水务局开展演练。", [(3, "组织", "", "市水务局开展演练")]),
    ("zh", "推广小组合作学习。", [(3, "推广", "", "小组合作学习")]),
    ("zh", "发布时间表。", [(3, "发布", "", "时间表")]),
    # What an authority does by the rules, and what only may be done so.
    ("zh", "经查属实的，市海事局按照有关办法处理。", [(3, "按照", "市海事局", "有关办法处理")]),
    ("zh", "外国渔船另有约定的，可以按照约定执行。", []),
    (
        "zh",
        "违反本办法的，由海事、渔政、港口、海关、公安等部门依照有关法律法规的规定予以处理。",
        [
            (
                4,
                "由",
                "海事、渔政、港口、海关、公安等部门",
                "海事、渔政、港口、海关、公安等部门依照有关法律法规的规定予以处理",
            )
        ],
    ),
    ("zh", "她回答由本报记者提出的问题。", []),
    ("zh", "（五）国务院海洋部门会同财政部门认定减缴的其他情形。", []),
    ("zh", "渔民始终是我们必须团结和依靠的重要力量。", []),
    ("zh", "渔港管理需要根据不同情况采取不同的形式。", [(4, "需要", "", "根据不同情况采取不同的形式")]),
    # A team or system that others lead is to be set up; they are not told to lead.
    ("zh", "成立由分管市长牵头的渔港工作组。", [(3, "成立", "", "由分管市长牵头的渔港工作组")]),
    # What is to be built at a place.
    ("zh", "在干旱地区发展节水旱作农业。", [(3, "发展", "", "节水旱作农业")]),
    ("zh", "在农村建设新时期，任务很重。", []),
    ("zh", "集中连片推进渔港改造。", [(3, "集中连片推进", "", "渔港改造")]),
    # A party alone: what it is encouraged to do follows.
    (
        "zh",
        "引导渔业企业，通过战略投资，推动渔船更新。",
        [(2, "引导", "渔业企业", "渔业企业")],
    ),
    # Comments are asked for; a wish or a theme is no demand.
    ("zh", "如有意见或建议，请于5月14日前反馈。", [(3, "请", "", "于5月14日前反馈")]),
    ("zh", "论坛的主题是“共建一片蓝海”。", []),
    ("zh", "为加强渔港监管，切实维护秩序，三部门决定联合开展整治行动。", []),
    (
        "zh",
        "为保护渔场，市政府决定：建立巡查制度，完善考核办法。",
        [(3, "建立", "", "巡查制度"), (3, "完善", "", "考核办法")],
    ),
    (
        "zh",
        "为促进渔业发展，提高渔民收入，会议决定，完善应急预案。",
        [(3, "完善", "", "应急预案")],
    ),
    (
        "zh",
        "为稳定渔价，会议决定，加快建设冷库，完善应急预案。",
        [(3, "加快建设", "", "冷库"), (3, "完善", "", "应急预案")],
    ),
    ("zh", "全面振兴渔村，最艰巨的任务依然在海岛。", []),
    ("zh", "重点领域改革纵深推进。", []),
    ("zh", "**发布日期**: 2031-08-07", []),
    # 保障 is a verb before what grows, a noun only before words such as 支出.
    ("zh", "保障渔民收入增长6%以上。", [(3, "保障", "", "渔民收入增长6%以上")]),
    ("zh", "保障支出增长12%。", []),
    # The name of a body states nothing about the clauses after it.
    ("zh", "建设领导小组，推进改革。", [(3, "推进", "", "改革")]),
    ("zh", "建设委员会制度，完善治理。", [(3, "建设", "", "委员会制度"), (3, "完善", "", "治理")]),
    ("zh", "研究经费年均增长12%，加快港口建设。", []),
    (
        "zh",
        "各市人民政府应当公布名录，不得收取费用。",
        [(4, "应当", "各市人民政府", "公布名录"), (5, "不得", "", "收取费用")],
    ),
    ("zh", "鼓励搭建灌区水权交易公共服务平台。", [(2, "鼓励", "", "搭建灌区水权交易公共服务平台")]),
    ("zh", "鼓励试点单位先行先试。", [(2, "鼓励", "试点单位", "试点单位先行先试")]),
    ("zh", "率先开展“一张图”改革试点。", [(1, "率先开展", "", "“一张图”改革试点")]),
    ("zh", "他要求：“加快港口建设。”", [(3, "加快", "", "港口建设")]),
    (
        "zh",
        "加快港口建设，鼓励民营企业参与，探索用能权交易。",
        [
            (3, "加快", "", "港口建设"),
            (2, "鼓励", "民营企业", "民营企业参与"),
            (1, "探索", "", "用能权交易"),
        ],
    ),
    ("zh", "各部门要严格控制编制。", [(5, "要", "各部门", "严格控制编制")]),
    ("zh", "大力支持高校开设微专业。", [(2, "大力支持", "高校", "高校开设微专业")]),
    ("zh", "积极稳妥开展夜间门诊试点。", [(1, "积极稳妥开展", "", "夜间门诊试点")]),
    ("zh", "加大对小微企业的支持力度。", [(3, "加大", "", "对小微企业的支持力度")]),
    ("zh", "收费标准由省发展改革部门制定。", [(4, "由", "省发展改革部门", "省发展改革部门制定")]),
    ("zh", "会议强调，要抓好春耕。", [(4, "要", "", "抓好春耕")]),
    (
        "en",
        "The port bureau shall, together with other bodies, publish tide tables.",
        [(4, "shall", "The port bureau", "publish tide tables")],
    ),
    (
        "en",
        "We will build test harbors and carry out pilots in key ports.",
        [
            (3, "will build", "", "test harbors and carry out pilots in key ports"),
            (1, "carry out", "", "pilots in key ports"),
        ],
    ),
    (
        "en",
        "Local governments should publish lists of dams, and firms must not dump waste.",
        [
            (4, "should", "Local governments", "publish lists of dams"),
            (5, "must not", "firms", "dump waste"),
        ],
    ),
    ("zh", "《国家集成电路产业纲要》提出了2030年的目标。", []),
    ("zh", "集成电路学院成立于2021年4月22日。", []),
    ("zh", "研究得到国家自然科学基金的支持。", []),
    (
        "en",
        "The notice stresses that all port cities should study plans.",
        [(4, "should", "all port cities", "study plans")],
    ),
    ("en", "Congress should therefore act.", [(4, "should", "Congress", "therefore act")]),
    (
        "en",
        "Washington should keep the controls and should not trade them away.",
        [
            (4, "should", "Washington", "keep the controls and should not trade them away"),
            (4, "should not", "Washington", "trade them away"),
        ],
    ),
    (
        "en",
        "We will accelerate port building, encourage firms to invest, and explore new tariffs.",
        [
            (3, "will accelerate", "", "port building"),
            (2, "encourage", "", "firms to invest"),
            (1, "explore", "", "new tariffs"),
        ],
    ),
    (
        "en",
        "We will encourage small firms to hire graduates.",
        [(2, "will encourage", "small firms", "small firms to hire graduates")],
    ),
    ("en", "Rural clinics will be strengthened.", [(3, "will be strengthened", "", "Rural clinics")]),
    (
        "en",
        "Emission limits will be strictly enforced.",
        [(5, "will be strictly enforced", "", "Emission limits")],
    ),
    ("en", "Efforts will be made to improve dams.", [(3, "will be made to improve", "", "Efforts")]),
    (
        "en",
        "The State encourages schools to share laboratories.",
        [(2, "encourages", "schools", "schools to share laboratories")],
    ),
    (
        "en",
        "We will encourage and support small firms to hire graduates.",
        [
            (2, "will encourage", "small firms", "and support small firms to hire graduates"),
            (2, "support", "", "small firms to hire graduates"),
        ],
    ),
    (
        "en",
        "We will encourage mergers of small firms so as to reduce costs.",
        [(2, "will encourage", "", "mergers of small firms so as to reduce costs")],
    ),
    (
        "en",
        "Section 2 Harbours All local governments must keep records.",
        [(5, "must", "", "keep records")],
    ),
    ("en", "We will carry out trials of night buses.", [(1, "will carry out trials", "", "of night buses")]),
    (
        "en",
        "Support firms in fields that are new.",
        [(2, "Support", "", "firms in fields that are new")],
    ),
    (
        "en",
        "Travellers must declare items that must be declared.",
        [(5, "must", "", "declare items that must be declared")],
    ),
    (
        "en",
        "Importers of goods whose import is prohibited shall be fined.",
        [(4, "shall", "Importers of goods whose import is prohibited", "be fined")],
    ),
    (
        "en",
        "Firms that fail to register must pay a fine.",
        [(5, "must", "Firms that fail to register", "pay a fine")],
    ),
    (
        "en",
        "Goods for which a licence is required must be labelled.",
        [(5, "must", "", "be labelled")],
    ),
    (
        "en",
        "The council decided that carriers must keep records.",
        [(5, "must", "The council decided that carriers", "keep records")],
    ),
    (
        "en",
        "A carrier may lose its permit, in which case firms must notify users.",
        [(5, "must", "in which case firms", "notify users")],
    ),
    (
        "en",
        "Firms that sell toys in cities whose mayors are away must register.",
        [(5, "must", "Firms that sell toys in cities whose mayors are away", "register")],
    ),
    (
        "en",
        "Hauliers shall be fined not less than RMB 20,000 and not more than RMB 1,500,000.",
        [(4, "shall", "", "be fined not less than RMB 20,000 and not more than RMB 1,500,000")],
    ),
    (
        "en",
        "Depots shall open at 6:30, and close by 21:00.",
        [(4, "shall", "", "open at 6:30"), (4, "close", "", "by 21:00")],
    ),
    ("en", "In 2031, 400 wells shall be sealed.", [(4, "shall", "", "be sealed")]),
    ("en", "The guidelines say firms must label toys.", [(5, "must", "firms", "label toys")]),
    (
        "en",
        "Growers shall have a say in the tariff.",
        [(4, "shall", "", "have a say in the tariff")],
    ),
    (
        "zh",
        "国务院负责渔港工作综合管理的部门建立巡查制度。",
        [(3, "建立", "国务院负责渔港工作综合管理的部门", "巡查制度")],
    ),
    ("zh", "县人民政府负责辖区内的部门协调工作。", [(4, "负责", "县人民政府", "辖区内的部门协调工作")]),
    ("zh", "市水务局负责组织商户的登记。", [(4, "负责", "市水务局", "组织商户的登记")]),
    ("zh", "责令其自收到通知之日起十日内改正。", [(4, "责令", "", "其自收到通知之日起十日内改正")]),
    ("zh", "研究制定渔港登记表管理办法。", [(1, "研究", "", "制定渔港登记表管理办法")]),
    ("zh", "中方认为，联合国安理会应尽快公布名录。", []),
    # Verbs joined by 和 are one cue.
    ("zh", "加强和改进渔港监管。", [(3, "加强和改进", "", "渔港监管")]),
    ("zh", "防范和抵制非法捕捞。", [(3, "防范和抵制", "", "非法捕捞")]),
    ("zh", "加强与沿海渔港合作。", [(3, "加强", "", "与沿海渔港合作")]),
    ("zh", "大幅减少禁止和限制条款。", [(3, "大幅减少", "", "禁止和限制条款")]),
    ("zh", "渔船检验后，还需提供证书。", [(4, "需", "", "提供证书")]),
    ("zh", "统筹发展和安全。", [(3, "统筹", "", "发展和安全")]),
]
# Reports, facts, rights, questions, nouns, reasons, and statements of others.
NONE = [
    # A name, a body, an institution, and an attribute that contain a word of duty or a verb.
    ("zh", "副主任郑应龙介绍，渔港已经扩建。"),
    ("zh", "派驻干部的考核纳入乡镇。"),
    ("zh", "与驻在单位党组建立会商制度。"),
    ("zh", "实施条例另行制定。"),
    ("zh", "组织间渔业合作采取协议方式。"),
    ("zh", "（三）资助规模：不超过4项。"),
    ("zh", "研发类渔业项目归口办理。"),
    ("zh", "渔业部门本应为责任主体，却成了督查主体。"),
    ("zh", "渔业局长总要第一时间去拜访。"),
    ("zh", "将按规定暂停发放渔业补贴。"),
    ("zh", "提出纪念活动不是要延续仇恨。"),
    ("zh", "创新已成为渔业转型的动力。"),
    ("zh", "传播方式有待深化。"),
    ("zh", "创新能力指数为112.6。"),
    ("zh", "建设用地面积为15万亩。"),
    ("zh", "研究开发经费占地区生产总值的比重为2.05%。"),
    ("zh", "研究经费年均增长12.4%。"),
    ("zh", "鼓励奖获得者为5人。"),
    ("zh", "發布日期：2021-06-07"),
    ("zh", "發佈時間：2021-06-07"),
    ("zh", "創新及科技局於2022年發表藍圖。"),
    ("zh", "發展局與運輸局於2022年發布指引。"),
    ("zh", "創新科技署管理三項基金。"),
    ("zh", "推廣及宣傳小組有8名成員。"),
    ("zh", "由国务院或者国务院有关部门审批的海洋工程。"),
    ("zh", "由法人承担责任的布图设计，该法人是创作者。"),
    ("zh", "对种苗实施检疫需要使用口岸场地时，场地单位给予方便。"),
    ("zh", "进行正式选举时，到会人数超过半数始得当选。"),
    ("zh", "工厂已经建立质量档案。"),
    ("zh", "我们加快了港口建设。"),
    ("zh", "加快发展的势头十分强劲。"),
    ("zh", "支持力度较大。"),
    ("zh", "应当提交的材料包括申请表。"),
    ("zh", "当事人可以申请复议。"),
    ("zh", "如何加强监管？"),
    ("zh", "某专家认为，应当降低门槛。"),
    ("zh", "王某建议，加强巡查。"),
    ("zh", "经营者不必提交证明。"),
    ("zh", "本办法自发布之日起施行。"),
    ("zh", "到2030年，绿地率达到40%。"),
    ("zh", "推动转型，关键在科技。"),
    ("zh", "为了规范市场秩序，加强管理，制定本条例。"),
    ("zh", "去年，全市完善了应急体系。"),
    ("zh", "服务平台运行平稳。"),
    ("zh", "补贴比例为设备投资的百分之三十。"),
    ("zh", "根据《数字经济发展规划》，制定本计划。"),
    ("zh", "三、推进农村改革"),
    ("en", "The bureau has promoted green building."),
    ("en", "Output will reach 5 million tonnes."),
    ("en", "The documents that must be submitted are listed below."),
    ("en", "Goods whose export is prohibited or restricted are listed in the annex."),
    ("en", "Devices, whose use in schools is forbidden, are listed."),
    ("en", "The items whose trade is to be licensed are in the annex."),
    ("en", "Goods whose transport must be approved are marked."),
    ("en", "The categories under which firms must report are listed."),
    ("en", "Projects in which foreign investment is prohibited are listed below."),
    ("en", "Areas where mining is prohibited are marked."),
    ("en", "The date by which schools should publish fees is 1 May."),
    ("en", "Information that operators must keep includes logs."),
    ("en", "The requirements that carriers must meet are simple."),
    ("en", "Goods whose export the State prohibits are listed."),
    ("en", "Research results in the three fields are checked against the catalogue."),
    ("en", "Supply chains for toys are long."),
    ("en", "Applicants may appeal."),
    ("en", "Applicants need not pay a fee."),
    ("en", "Should firms pay more?"),
    ("en", "An analyst said that firms should invest more."),
    ("en", "The rate should be about 5 percent."),
    ("en", "He must have been tired."),
    ("en", "The law will take effect on 1 May."),
    ("en", "It will help you sleep."),
    ("en", "A prosperous country will create jobs."),
    ("en", "There is no need to apply."),
    ("en", "Support for exports was strong."),
    ("zh", "全社会研究与试验发展经费投入占比到2031年达到百分之三以上。"),
    ("zh", "附件：1.推荐汇总表"),
    ("zh", "三、保障措施。"),
    ("zh", "因应否退还押金发生的纠纷；"),
    ("zh", "主管部门可以自责令改正之日的次日起，按日连续处罚。"),
    ("zh", "联合国安理会必须尽快采取行动。"),
    ("en", "Research and development expenses rose 12.4% to RMB310.5 million."),
    ("en", "Research spending in the county grew by 7.2% in 2023."),
    ("en", "Brokers say Rome must act."),
    # Problems of a report: what still needs strengthening, and a task that is heavy.
    ("zh", "科技创新亟需加强。"),
    ("zh", "推动渔港转型、加强渔区治理仍需持续用力。"),
    ("zh", "防灾能力还需进一步提升，服务意识尚需持续加强。"),
    ("zh", "加快渔业转型任务仍然艰巨。"),
    ("zh", "渔业市场仍存在一些需要持续加强治理的突出问题。"),
    # What is about to happen, and what follows once something is done.
    ("zh", "再有两个月，渔民新村就要建成了。"),
    ("zh", "完成全部检查后，渔船返回港口。"),
    # What somebody may do, lists of what is limited, and a list that ends like a verb.
    ("zh", "休渔期可以由省渔业局确定。"),
    ("zh", "情节严重的，可以由渔业主管部门责令停业整顿。"),
    ("zh", "重点项目可以由有关部门组织公开招标。"),
    ("zh", "目录不含禁止和限制类条款。"),
    ("zh", "对照《渔港专项治理清单指引》。"),
    ("zh", "认定青云水产集团等12家企业为2025年渔业示范企业。"),
    ("zh", "服务短板集中在渔港补给。"),
]


# Sentences by their strongest grade, 0 for none.
GRADES = [
    ("对达标的合作社予以支持。", 2),
    ("对评估优秀的站点给予奖励支持。", 2),
    ("对更换旧锅炉的，每台平均补贴3000元。", 3),
    ("连续三年达标的企业，给予一次性补助20万元。", 3),
    ("我局对符合条件的渔民发放补贴，本市给予渔民每户800元购网补贴。", 3),
    ("全年已给予合作社补助1200万元。", 0),
    ("有些地方能早修的一定要早修。", 5),
    ("参展单位有义务配合安全检查。", 4),
    ("水库移民是一项长期工作，需要我们一件一件办好。", 4),
    ("加强河道巡查，既严格执法，又方便渔民。", 5),
    ("县区应急站要紧密联系气象台。", 4),
    ("通知强调，各站要紧扣汛期特点。", 4),
    ("（五）其他须经备案的合同。", 0),
    ("用水规模必须同来水相适应，是办好灌区的一条规律。", 0),
    ("美国某州法院裁定，美国政府可以暂时禁止该船入港。", 0),
    ("违者将被处以2万欧元罚款。", 0),
    ("观摩总书记回信展览后，大家表示，要学好本领。", 0),
    ("请各区农业主管部门、市属农场加大补种力度。", 3),
    ("现将名单印发给你们，请结合实际，抓好落实。", 3),
    ("对在防汛中取得突出成绩、作出贡献的站所，加强宣传推介。", 3),
    ("毫不松懈地抓好秋收。", 3),
    ("各地可结合实际探索夜间摆渡车。", 1),
    ("试点区可先行先试。", 1),
    ("海关审核时可以要求补交单证，并予以复验。", 0),
    ("（六）接受方依照本规定出具的收据；", 0),
    ("（二）研发活动主要指新品种选育。", 0),
    ("向所有致力于良种研发、耕地保护的同事致以问候！", 0),
    ("央视网消息（新闻联播）：节后，各地采取多种措施保障春耕。", 0),
    ("**（五）加快培训方式改革**", 0),
    ("鼓励农场与高校共建基地，建立联合攻关机制，不断完善推广体系。", 2),
    ("支持合作社拓展销路，进一步加强对社员的培训。", 2),
    ("支持滨州聚焦海水淡化，高标准建设试验场，建成一批示范站。", 2),
    ("支持基础研究，加快建设试验场。", 3),
    ("鼓励企业参与；加强监管。", 3),
    ("支持合作社添置农机，对添置费用给予补助。", 3),
    ("请将意见于2031年6月24日前反馈给水务局。", 3),
    ("并将汛情于6月24日前报送省气象站。", 3),
    ("“要全面落实这次春耕的部署要求。", 4),
    ("要强化河道管理。", 4),
    ("各站应制定预案，应对材料真实性负责。", 4),
    ("各站应对汛情有办法。", 0),
    ("推动金融支持春耕，是站所的光荣传统。", 0),
    ("住所登记机关可以责令改正，禁止转让。", 0),
    ("还必须看到，本地水价偏低。", 0),
    ("依托灌区管理站，鼓励农户换装滴灌。", 2),
    ("经批准后，方可改建渔港。", 4),
    ("市农业局组织专家开展田间评审。", 3),
    ("各县可探索夜间水价。", 1),
    ("有条件的县级水利部门，可统一部署测流设备。", 1),
    ("探索水权质押，农场成功办理质押的，可给予补贴。", 1),
    ("开展高效节水试点示范项目建设。", 1),
    ("围绕果品分级等新模式开展标准应用试点。", 1),
    ("会议确定，放宽农机户落户条件。", 3),
    ("不得设置不合理的准入条件。", 5),
    ("在部分国有农场试行年薪制。", 1),
    ("在重点灌区、山区城镇和农村实施一批节水试点。", 1),
    ("在有条件的国营农场，逐步推行工效挂钩。", 1),
    ("取得准入的无人农机，在限定区域内开展上路试点。", 1),
    ("适应山区特点，探索建立多样的供水机制。", 1),
    ("加强思想政治理论课建设。", 3),
    ("制定农机标准，率先在丘陵农机上取得突破。", 3),
    ("重点围绕水产育种等领域，支持渔业单位与高校建立合作关系，开展联合攻关。", 2),
    ("引导养殖人士增强自律意识，严格规范自身言行。", 2),
    ("鼓励共同体建立自己的用水模式，构建共治机制。", 2),
    ("研究建立枯水补偿机制，促进下游转型。", 1),
    ("加强水情教育，有利于引导农户节水。", 0),
    ("基础较好的地方，可以探索定额管理。", 1),
    ("有条件的小学可以组织学生下田。", 1),
    ("申请改建，应当参照《河道办法》的规定，交纳费用。", 4),
    ("未经许可不得采砂。", 5),
    ("农场引进良种许可，应当在合同中约定培训。", 4),
    ("决策失误在规定限度以内的，免予追究责任。", 0),
    ("在同等条件下优先选用省内企业研制的农机。", 0),
    ("鼓励龙头农场牵头，联合院所组建联合体，共享苗种。", 2),
    ("现在，我报告工作，请予审议。", 0),
    ("调水应当遵循公平、公正的原则。", 4),
    ("这是必须遵循的原则。", 0),
    ("不批准的，应当说明理由。", 4),
    ("宣传应当有针对性。", 4),
    ("欺诈骗补的，严肃追究单位和个人责任。", 5),
    ("坚决不要带泥的水。", 5),
    ("按照规定免票的儿童不得超过两名。", 5),
    ("未改制的，由清算组向有关部门申请办理登记。", 4),
    ("对扣押的渔船，应当查明归属，是否属于船主。", 4),
    ("从资金支持、种苗供应等方面加大扶持力度。", 3),
    ("对鼓励类渔具目录进行动态调整。", 3),
    ("鼓励和规范民办渔校发展。", 3),
    ("支持符合条件的农场依托灌区，为散户提供供水服务。", 2),
    ("对接“一带一路”倡议，支持有实力的农场参展。", 2),
    ("（四）支持措施明确。", 0),
    ("向关心和支持渔业的各国朋友，表示衷心感谢！", 0),
    ("精简办事机构，裁减冗员。", 3),
    ("根据《样例河道条例》，制定本办法。", 0),
    ("现发布灌区改造项目申报指南。", 0),
    ("做好防汛值守，直接关系百姓安全。", 0),
    ("推动灌区改造，提升用水效率，是山区振兴的必然选择。", 0),
    ("推动灌区改造，是否可行由专家论证；加强监测。", 3),
    ("# 第三章 保护水源的义务", 0),
    ("专栏2：重点建设的渔港", 0),
    ("(6)建设测流标准", 0),
    ("各灌区可参照本规定，结合实际，制定供水细则。", 0),
    ("各灌区可参照本规定，市水务局应当加强监督。", 4),
    ("力争到2030年，灌区达到100个。", 0),
    ("力争三年见效。", 3),
    ("活动期间，还将举办3场推介会。", 0),
    ("2021年6月，举办全省农机培训班。", 0),
    ("2021年6月底前，举办全省农机培训班。", 3),
    ("办理渔民建议1256件，完善休渔制度。", 0),
    ("打造具有山区特色的优势果品。", 3),
    ("健全取得采砂许可的单位名录。", 3),
    ("完善评奖制度，优化获奖种类和入选名额。", 3),
    ("以新型机具提升播种质量。", 3),
    ("特别是推动老旧渔港改造。", 3),
    ("推动老旧渔港加快改造。", 3),
    ("支持山区果园加快建设，开展品种联调。", 3),
    ("主动对待汛情变化，完善预警机制。", 3),
    ("渔民成为股东，完善预警机制。", 0),
    ("随迁渔民的落户、入学，按照有关规定执行。", 3),
    ("支持农场组建联合体，培育一批种业龙头。", 3),
    ("习近平主席同法国总统会谈时强调，双方要推进渔业合作。", 4),
    ("鼓励渔民获得船员证书。", 2),
    ("允许进城渔民落户。", 2),
    ("对符合条件的船证予以变更。", 3),
    ("获批的渔港，给予建设单位100万元奖励。", 3),
    ("各县推荐的良种示范类项目不超过3项。", 3),
    ("有条件的人民法院可以在渔港巡回审判。", 1),
    ("探索建立水权台账，利用卫星图像核对灌溉面积。", 1),
    ("研究目的、范围和期限明确。", 0),
    ("不断探索节水办法，一直是他关心的问题。", 0),
    ("以灌区为抓手，立体化实施节水工程。", 3),
    ("答：管制不是禁止。", 0),
    ("监督检查不应当只限于渔船。", 4),
    ("这批种子属于国家禁止出口限制出口技术目录。", 0),
    ("县级农业农村主管部门组织专家评审。", 3),
    ("县长指出：“要不断探索休渔的办法。”", 4),
    ("渔民要独立，渔村要解放。", 0),
    ("弘扬治水精神，就要守好每一道堤。", 4),
    ("水很快就要漫过堤坝。", 0),
    ("他要自己补好渔网。", 0),
    ("央视播出纪录片《捕捞·要胜利》。", 0),
    ("渔船虽有检验合格证明，但存在缺陷，当事人请求减免责任的，人民法院不予支持。", 4),
    ("实践证明，渔港应当休整。", 0),
    ("以渔场所有权、使用权分置为重点，深化渔业改革。", 3),
    ("开展休渔宣传，推介成功案例，营造护渔氛围。", 3),
    ("加大良种投入，力争在育种上取得一批成果。", 3),
    ("顺应消费升级趋势，促进渔业发展。", 3),
    ("渔船双方可以请求调解。", 0),
    ("县级以上人民政府可以根据工作需要建立休渔协调机制。", 0),
    ("加强渔业产需对接。", 3),
    ("防汛需要采取有力的对策。", 4),
    ("渔场负责人由县人民政府任免。", 4),
    ("代表参加由县水务局进行的河道谈判。", 0),
    ("申请人对材料的真实性负责。", 4),
    ("县级人民政府负责渔港管理有关工作。", 4),
    ("老周负责的这道工序靠手工。", 0),
    ("主管部门可以在前条规定的范围内，决定限制或者禁止渔具进口。", 0),
    ("县水务局可以决定其在一年内不准捕鱼。", 0),
    ("行政法规禁止捕捞的鱼类名录公布在网上。", 0),
    ("这场渔业官司打不得。", 0),
    ("（四）法院认为应当由渔业法庭审理的案件。", 0),
    ("提出关于渔业决算的报告，请予审查。", 0),
    ("（牵头单位：县水务局；配合单位：县农业局）", 0),
    ("开发性价比高的渔船，推进渔港建设。", 3),
    ("提升性能和可靠性。", 3),
    ("深度学习的基本原理。", 0),
    ("管理人提交的报告，渔民有权查阅。", 0),
    ("分析认为，渔价将走低。", 0),
    ("试点示范项目成本降低20%、效率提高20%以上。", 0),
    ("第一条 根据宪法有关渔业的规定，制定本组织法。", 0),
    ("第六 条 鼓励渔民报告水情。", 2),
    ("坚持把渔民增收作为渔业工作重中之重，促进渔村融合发展。", 3),
    ("全面深化渔业改革取得重大突破。", 0),
    ("推动渔村振兴不断取得新成效。", 3),
    ("发展质效持续提高。", 0),
    ("研发与设计服务业产值均保持较快增长。", 0),
    ("实现渔民收入持续增长。", 3),
    ("推进渔村面貌不断改善。", 3),
    ("对直接责任人员给予记过处分。", 4),
    ("渔业协会，是指依法成立、符合规定，面向社会开展活动的组织。", 0),
    ("渔场提出改进工作建议的，适用本规定。", 0),
    ("用市场化手段降低捕捞成本。", 3),
    ("保证金及其利息，归渔业公司所有。", 0),
    ("学院可按照规定探索渔业学分互认。", 1),
    ("有条件的渔店可采用电子秤。", 1),
    ("开展渔村治理试点示范创建工作。", 1),
    ("为了方便渔民，加快渔港建设。", 3),
    ("渔村成为了旅游窗口，丰富渔民生活。", 0),
    ("渔船不得用于运输以外的目的，另有规定的除外。", 5),
    ("推动渔场特别是国有渔场整合，改造一批老旧渔船。", 3),
    ("申请延期的，应当说明情况，还应提供渔船登记材料。", 4),
    ("加强水源治理，确保渔业产值居全国前列。", 3),
    ("聚焦增强渔民信心、提高渔村收入。", 0),
    ("国家扶持和促进渔民开展海上救助。", 3),
    ("县级以上地方人民政府渔业、水务等有关主管部门按照职责分工做好渔港管理工作。", 3),
    ("有条件的地区推广渔具回收。", 1),
    ("会同邻县探索开展跨区捕捞。", 1),
    ("每年选择部分县试点开展渔船更新补贴。", 1),
    ("渔业公司承担渔船安全主体责任。", 4),
    ("创办渔场，就是要帮助渔民增收。", 0),
    ("选择部分渔港进行试点，发挥示范作用。", 1),
    ("探索渔具共享，提高使用率，降低捕捞成本。", 1),
    ("在条件成熟的学院探索学分改革。", 1),
    ("有条件的农场，经省渔业部门或者县人民政府批准，可以开展垂钓活动。", 1),
    ("有条件的学校每年组织学生参观渔博馆。", 1),
    ("各地可结合实际探索渔网回收，便利渔民交售。", 1),
    ("（二）研究实力强，成果多。", 0),
    ("对国家鼓励发展的渔业项目，免征渔具进口关税。", 3),
    ("支持沿海县率先发展，走在全国前列。", 2),
    ("允许渔企参与交易，清理不合理收费。", 3),
    ("支持威海聚焦海带育种，高标准建设试验场。", 2),
    ("支持海南自由贸易港建设，加快渔业开放。", 3),
    ("这就要对渔民进行培训。", 4),
    ("会议应出席委员31人。", 0),
    ("捕捞证工本费由县价格部门核定。", 4),
    ("国家鼓励对未采取防护措施的已经建成的渔港进行鉴定。", 2),
    ("明知他人盗捕而提供船只的，以盗捕罪的共犯论处。", 4),
    ("只有大力加强护渔工作，才能把渔业资源留给后人。", 0),
    ("根据需要建立渔港台账。", 3),
    ("全县通报了案件，给予党纪处分479人。", 0),
    ("会议决定分别给予老周警告处分。", 0),
    ("稳住投资保持正常增长。", 3),
    ("实现渔业平稳开局十分重要。", 0),
    # The end of a title that is broken over lines.
    ("试点工作方案》的通知", 0),
    ("关于印发《渔船更新\n试点工作方案（2031—2033年）》的通知", 0),
    ("建设指南（2031版）的通知", 0),
    ("落实《渔船更新方案》的要求。", 3),
    # A verb before 的 modifies a noun.
    ("对渔民积累的经验，运用的捕捞方法，都做了记录。", 0),
    ("组织上明确渔民可以留下。", 0),
    # Words of duty inside other words.
    ("渔业既需要经贸合作，也离不开人才交流。", 0),
    ("用户只需要在线填表。", 0),
    ("也应当看到，渔船仍然偏旧。", 0),
    ("财政要支持渔村建设。", 4),
    ("化解风险要有足够的准备金。", 4),
    ("各级司机要遵守交通规则。", 4),
    ("一切要从渔民的利益出发。", 4),
    ("思想要跟上形势。", 4),
    # What must be done, as part of a noun.
    ("这是渔业发展所必须采取的完全积极的方针。", 0),
    ("脱贫是渔村必须完成的硬任务。", 0),
    ("渔政部门应当在十日内作出准予或者不予批准的决定。", 4),
    ("未补充材料的，渔政机关不予审批。", 4),
    ("国家支持渔企设立负责出口业务的专门机构。", 2),
    ("渔民主张其为第二十条所称的“善意第三人”的，不予支持。", 4),
    # The first part of a condition, and the subject of what something may achieve.
    ("出口渔企建立合规制度，且运行良好的，主管部门可以给予便利。", 0),
    ("全面实施休渔制度，可以有效保护渔业资源，增加渔民收入。", 0),
    # Whoever has the conditions.
    ("有条件的可以通过电子屏展示渔价。", 1),
    ("有条件的，可统一配备渔网。", 1),
    ("有条件的话也可以查看渔船轨迹。", 0),
    ("有条件的渔村开始配备渔医。", 0),
    # Reports.
    ("积极探索合作捕捞的新方式，受到渔民的高度评价。", 0),
    ("历代渔民坚持不懈进行着休渔的探索。", 0),
    ("化解渔民矛盾，2031年至今，解决纠纷40余起。", 0),
    ("渔业方面称将与邻县合作，把资金用于改善渔港。", 0),
    ("记者在采访中发现，各地制订休渔措施，经费是难题。", 0),
    ("一经发现，严肃查处非法捕捞。", 5),
    ("大胆探索新的捕捞方式，比如灯光诱捕。", 1),
    ("比如，改进渔网，渔民增收。", 0),
    ("市水务局等三部门近日印发《关于休渔的意见》，提出支持渔民转产，加强渔港建设。", 3),
    ("为保护渔场，推进休渔试点，现组织开展渔村推荐工作。", 0),
    ("应用领域不断拓展。", 0),
    # Who speaks for a firm or for himself.
    ("渔企总裁强调：“船员也须持证。”", 0),
    ("县议会议员甲某认为，政府应提供更多渔网。", 0),
    ("县长强调，船员须持证。", 4),
    ("县长主持召开渔业专家座谈会时指出，要修建渔港。", 4),
    ("今天我们请到渔政局局长，请他介绍有关情况。", 0),
    # Adverbs.
    ("坚持以休渔为统领，大胆探索渔村治理。", 3),
    ("大胆探索渔村治理。", 1),
    ("坚持不懈推进休渔。", 3),
    ("不折不扣落实休渔制度。", 3),
    ("集中力量建设渔港。", 3),
    # Encouragements.
    ("《渔船更新办法》第三条规定，“鼓励渔民换用新网。”", 2),
    ("国家通过财政补贴支持渔民换网。", 2),
    ("支持崇明等地争创渔业强区。", 2),
    ("引导和督促渔民系好救生衣。", 3),
    ("支持渔企参与以需求为牵引的渔业科研，开展育种攻关。", 2),
    ("支持渔企以市场化方式运营，开展育种攻关。", 2),
    ("支持渔船更新的补贴办法，由省财政部门另行制定。", 4),
    ("支持渔船更新的补贴办法，依照规定制定。", 0),
    ("对于支持一项以上的方向，可同时立项。", 0),
    # Authorities and amounts.
    ("各级监委按照管理权限查处渔政案件。", 3),
    ("以事实为依据纠正渔民申报。", 3),
    ("检查中发现问题的，渔政部门应当及时处理。", 4),
    ("渔民应当加装雷达，能有效减少碰撞。", 4),
    ("脚踏实地推进休渔。", 3),
    # Parts of sentences that look like instructions.
    ("渔业改革后，监管人员增加。", 0),
    ("议题、程序、纪要一应俱全。", 0),
    ("发展渔业经济的五年计划不仅是渔民的计划。", 0),
    ("渔船标准用于规范渔船建造，确保渔船安全。", 0),
    ("他们一方面引导渔民休渔，一方面修补渔网。", 0),
    ("一方面加强巡查，另一方面完善台账。", 3),
    ("（八）允许或者迫使未成年人下海捕捞；", 0),
    ("帮扶干部每月走访渔民。", 0),
    ("对渔业孵化器每年进行评估。", 3),
    ("做好休渔工作，才有条件增加渔获。", 0),
    ("从制定休渔方案，到建立渔船台账，渔村变化很大。", 0),
    ("对首次承担休渔项目的渔企，按规定给予补贴。", 3),
    ("渔民认为应当规定的其他内容。", 0),
    ("渔民普通话应当达到国家规定的标准。", 4),
    ("试点中，可按规定搭载探索渔情所需的人员。", 0),
    ("办法经过试行以后再修改。", 0),
    ("围绕渔业改革稳定中的难点开展调研。", 3),
    # Duties.
    ("鼓励外商投资渔业目录由县渔业部门拟订。", 4),
    ("县政府应当为渔民提供优惠便利的生活条件。", 4),
    ("渔企应当提交真实的材料。", 4),
    ("渔场不需要开展调查。", 0),
    ("对需开展现场检查的渔船，另行通知。", 0),
    # Trials at a place, and what is left to whoever has the conditions.
    ("优先在封闭渔场探索开展无人捕捞。", 1),
    ("在小型渔村探索建立渔民小组。", 1),
    ("有条件的，还可以有计划地组织渔民参观。", 1),
    ("有条件的也可以面向社会招聘渔工。", 1),
    ("具备条件的，可以将淡化水作为水源。", 1),
    ("在此基础上，可探索渔权抵押。", 1),
    ("有条件的，有关各方可以集资修建渔港。", 1),
    ("在偏远渔村，也可以试行渔权投票。", 1),
    ("国家支持发展渔业的建设项目，可以委托渔民实施。", 0),
    ("欢迎曾经在东山就读的校友，回乡创业。", 2),
    ("《开放渔场条约》于2031年生效。", 0),
    # What an encouragement leads to.
    ("支持东山渔业产业园、西山创新园等载体，打造特色园区，加大招商力度。", 2),
    ("欢迎客人到渔村做客，增进友谊。", 2),
    ("有条件的幼儿园参照规定升旗。", 1),
    ("探索将部分渔权转为股权，强化渔企收益功能。", 1),
    ("探索渔船改造，强化渔港建设。", 3),
    ("支持渔企开放数据，引导和规范渔业数据流通。", 3),
    ("鼓励地方对节能渔船予以补贴。", 2),
    ("鼓励渔企参展并给予补贴。", 3),
    ("《渔港办法》明确自愿原则，鼓励渔民登记。", 2),
    ("我们热忱欢迎渔民到东山创业。", 2),
    ("第六条 工会帮助渔民签订合同。", 2),
    ("探索渔村治理，要把握基本准则，这既是目标，也是方向。", 4),
    ("对渔民购买国家支持推广的渔船给予补贴。", 3),
    ("列入前款名单的渔企，应当公布产量，接受渔民监督。", 4),
    ("毫不动摇做好自己的事，这是当务之急，也是根本要求。", 0),
    ("将分散的功能集成化。", 0),
    ("国家鼓励渔民投资渔港，保障渔民的合法权益。", 3),
    ("支持各县打造渔业链，深入实施渔村培育工程。", 3),
    ("国家鼓励渔村医生学习急救知识，运用急救技能救助渔民。", 2),
    ("引导党员学习渔村历史，传承渔业精神。", 2),
    # More reports, and parts of nouns.
    ("3月，完善渔港；4月，推出休渔措施。", 0),
    ("3月，各市要完善渔港。", 4),
    ("加快渔村改造，相继建成两座码头。", 0),
    ("从试点渔村起步，成立渔民小组，已完成全部渔村的改造工作。", 0),
    ("对渔村已完成改造的，给予补助。", 3),
    ("政府拿出30多亿元，帮助渔企转型。", 0),
    ("教育引导渔民牢记“三个务必”。", 2),
    ("纳入县级试点并且评估结果为优的渔业联盟。", 0),
    ("这是需要重点解决的问题。", 0),
    ("逐一细化措施。", 3),
    # What somebody did for an aim.
    ("为了让渔民受益，提升休渔的吸引力，东山县渔业村积极探索转产，建立渔民小组。", 0),
    ("为完善渔村治理，提升治理能力，西山市东渔区探索建立联治机制，坚持以渔民为主。", 0),
    ("为保护渔场，提升渔获，各县探索建立联治机制。", 3),
    ("为满足渔民的需求，要在城市和乡村进一步开展培训，鼓励渔民自学。", 4),
    ("本区域内划分渔区，该区域的范围由渔业局公布。", 4),
    ("对不合格的渔村，该县纪委下发提醒书，督促整改。", 0),
    ("全面实施休渔制度，可以通过进一步减少捕捞，增加渔获。", 0),
    ("利用卫星图像，可以核对渔场面积。", 0),
    ("集中力量发展渔业的思想，日益成为共识。", 0),
    ("渔政基本建设战线过长。", 0),
    ("服务可以由志愿者提供。", 0),
    ("在沿海等地开展休渔试点。", 1),
    ("渔政部门可以裁定不予立案。", 0),
    ("对不予公布的信息作出说明。", 0),
    ("各国政要和渔民交流。", 0),
    ("本办法所称休渔，是指由县政府统一实施的停捕。", 0),
    ("（二）相信组织、依靠组织，不得对抗渔政检查。", 5),
    # After an encouragement: what the party does, and tasks of somebody else.
    ("支持渔港平台的建设和运行，建立渔港共享制度。", 3),
    ("鼓励城市节水科学研究，推广节水技术。", 3),
    ("支持民营渔企、渔业院所改革发展，规范渔市秩序。", 3),
    ("鼓励渔业企业发展远洋渔业，培养船员。", 2),
    ("支持开展渔业普查，健全渔业统计制度。", 3),
    ("鼓励开展渔业培训，开展渔船演练。", 2),
    ("鼓励运用卫星图像，普及渔业知识。", 2),
    ("支持大型渔业企业出海，统筹保障渔港用电。", 3),
    ("支持渔业公司开展休渔试点，健全休渔补偿分担机制。", 3),
    ("支持各县开展休渔试点，健全休渔补偿分担机制。", 2),
    ("支持渔业公司清洗渔港，打造一批清洗骨干企业。", 3),
    ("支持远洋企业牵头组建船队，向远洋企业开放渔港。", 3),
    ("支持远洋企业牵头组建船队，向沿海渔民开放渔港。", 2),
    ("支持渔业院所开展选育，推荐并引导渔民试养新苗。", 3),
    ("鼓励渔业院校、渔业公司依托沿海资源，培育新苗。", 2),
    ("鼓励渔业院校参与选育，培育新苗。", 3),
    ("鼓励渔业院校开设选育课程，将出海实习纳入学分。", 2),
    ("引导党员干部走进渔村，坚持同渔民一道劳动。", 2),
    ("支持渔企更换渔网，减轻渔民负担。", 2),
    ("支持巴方办好渔业展，推动渔业合作取得新成果。", 2),
    # Encouragements and tasks that begin after a body in brackets, a topic, a duty or a body of state.
    ("（水利部、渔业局指导）支持发展远洋渔业。", 2),
    ("对推进休渔、改造渔港成效明显的市（州、盟），优先支持渔港扩建。", 2),
    ("对取得船员证书的渔民可以简化手续。", 0),
    ("国家发展远洋渔业，鼓励渔民出海。", 3),
    ("国家发展改革委发布渔业年报。", 0),
    ("渔港所在地省、自治区、直辖市人民政府加强对休渔工作的领导。", 3),
    ("县渔政公署将全力支持渔民转产。", 2),
    ("我局根据渔汛实际制定休渔计划。", 0),
    ("根据渔汛实际制定休渔计划。", 3),
    ("水利部日前印发通知，要求各地加强渔港巡查。", 3),
    ("水利部近日表示，今年将支持渔港扩建。", 2),
    ("某渔业公司近日表示，今年将支持渔港扩建。", 0),
    ("在休渔日前后开展巡查。", 3),
    ("你县请求，将渔港纳入规划。", 0),
    ("渔业建设银行暂不办理贷款。", 0),
    ("建设银行暂不办理渔船贷款。", 0),
    ("密方可利用渔港。", 0),
    ("经验收，方可出海。", 4),
    # Ministries and applicants with plain verbs, and means.
    ("教育部、水利部加强渔校师资统筹。", 3),
    ("水利部组织编制了渔港图册。", 0),
    ("申报单位按要求填写渔船信息。", 3),
    ("针对老旧渔船适时开展巡查。", 3),
    ("针对渔民学习问题的答复。", 0),
    ("以休渔改革激发渔村活力。", 3),
    ("支持渔业企业试养新苗，将符合条件的纳入省级渔业名录。", 3),
    ("两年多来，各县加强休渔管理。", 0),
    ("国家渔业管理部门适时发布休渔指南。", 3),
    ("国家建立渔业主管部门会商制度。", 3),
    ("支持渔业企业出海，加大政策扶持力度。", 3),
    ("鼓励银行支持出海，加大对渔民的贷款力度。", 2),
    ("国家发展改革委会同有关部门建立渔业协调机制。", 3),
    # What only looks like a report, a noun or a statement.
    ("支持具有自主品牌的渔具出口，扩大水产品出口。", 3),
    ("鼓励渔业公司与服务商达成合作，更换渔具。", 2),
    ("渔业公司与服务商达成合作，更换渔具。", 0),
    ("拟发行特别国债，支持渔港扩建。", 2),
    ("推进渔业改革，让渔民平等获得贷款。", 3),
    ("鼓励依托海岛资源，开发具有浓厚渔家特点和海岛特色的线路。", 3),
    ("落实阶段性减免渔港费用政策。", 3),
    ("坚决纠正性别歧视。", 5),
    ("有序推进较大规模渔港扩建。", 3),
    ("推进较快。", 0),
    ("渔具生产应当优先采用先进适用的国家标准。", 4),
    ("与水情相适应，努力推进灌区建设。", 3),
    ("国家发挥渔校的作用，鼓励渔校招生。", 3),
    ("鼓励渔民在取得证书后，开展远海捕捞。", 2),
    ("领证后，开展远海捕捞。", 3),
    ("鼓励在已备案的平台登记渔船。", 2),
    ("鼓励在已备案平台登记渔船。", 2),
]


@pytest.mark.parametrize(("text", "grade"), GRADES)
def test_strongest_grade_of_a_sentence(text: str, grade: int) -> None:
    assert max((one.grade for one in find_directives(text, "zh")), default=0) == grade


@pytest.mark.parametrize(("language", "text", "parts"), READ)
def test_what_is_asked(language: str, text: str, parts: list[Parts]) -> None:
    found = find_directives(text, language)
    assert [(one.grade, one.text, one.addressee, one.object) for one in found] == parts


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("设立水权交易机构，应当明确职责。", ["应当"]),
        ("推进灌区改革，必须坚持群众自愿。", ["必须"]),
        ("推进灌区改革，并严格规范收费。", ["推进", "严格规范"]),
        ("逐步增加课时，丰富课程内容。", ["逐步增加", "丰富"]),
        ("执行检查时，必须出示证件。", ["必须"]),
        ("落实节水政策，应补尽补。", ["落实", "应"]),
        ("执行中遇到问题，请向水利厅反映。", ["请"]),
        ("推进过程中如有困难，请及时报告。", ["请"]),
        ("执行中央决定，加快灌区改造。", ["执行", "加快"]),
    ],
)
def test_a_task_that_only_names_what_a_duty_is_of_is_no_directive(text: str, cues: list[str]) -> None:
    assert [one.text for one in find_directives(text, "zh")] == cues


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("渔港属于村集体，由乡镇负责维护，鼓励社会参与。", ["由", "鼓励"]),
        ("渔港属于村集体，鼓励社会参与。", []),
        ("各县渔情不同，要因地制宜，必须守住底线，大力发展远洋渔业。", ["要", "必须", "大力发展"]),
        ("渔村是海岛的根基，开展休渔，引导渔民转产。", []),
    ],
)
def test_after_a_duty_a_fact_before_it_no_longer_counts(text: str, cues: list[str]) -> None:
    assert [one.text for one in find_directives(text, "zh")] == cues


@pytest.mark.parametrize(
    ("language", "text", "cues"),
    [
        ("zh", "继续提高优抚标准。新建绿道137公里，启动试点工作。", []),
        ("zh", "我们深切体会到，抓好水利必须坚持系统观念。", ["必须"]),
        ("zh", "新建绿道137公里。下一步，我们将指导各县加大投入，鼓励社会资本参与。", ["指导", "鼓励"]),
        ("zh", "我们要高度重视缺水问题，切实加以解决。", ["要", "切实加以"]),
        ("en", "Expand pilot zones for water trading.", []),
        ("en", "Local governments should publish lists of dams.", ["should"]),
    ],
)
def test_below_a_review_only_a_word_of_duty_makes_a_directive(
    language: str, text: str, cues: list[str]
) -> None:
    assert [one.text for one in find_directives(text, language, is_review=True)] == cues


@pytest.mark.parametrize(("language", "text"), NONE)
def test_what_is_no_directive(language: str, text: str) -> None:
    assert find_directives(text, language) == ()


@pytest.mark.parametrize(("language", "frame"), [("zh", "{} {}。"), ("en", "We will {} {}.")])
def test_each_verb_of_the_table_has_its_grade(language: str, frame: str) -> None:
    wrong = []
    for row in read_verbs(language):
        text = frame.format(row.verb, row.object)
        if language == "zh":
            text = text.replace(" ", "")
        found = find_directives(text, language)
        if not found or found[0].grade != row.grade or not found[0].text.endswith(row.verb):
            wrong.append((text, found))
    assert wrong == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_rule_reads_its_examples(language: str) -> None:
    for rule in read_duties(language):
        assert rule.examples
        for sentence, cue, addressee in rule.examples:
            found = find_directives(sentence, language)[0]
            assert (found.text, found.addressee, found.rule, found.grade) == (
                cue,
                addressee,
                rule.name,
                rule.grade,
            )


def examples_of(language: str, table: str) -> list[tuple[str, str]]:
    """Return the examples of a table, of which there are some: a sentence, and the cue or addressee in it."""
    found = [(one[0], one[1]) for one in list_of(language, table, "examples")]
    assert found
    return found


def test_the_other_tables_read_their_examples() -> None:
    for sentence, cue in examples_of("zh", "strict"):
        assert [(one.text, one.grade) for one in find_directives(sentence, "zh")] == [(cue, 5)]
    for sentence, cue in examples_of("zh", "conditional"):
        assert [(one.text, one.grade) for one in find_directives(sentence, "zh")] == [(cue, 1)]
    for sentence, addressee in examples_of("zh", "parties"):
        assert [one.addressee for one in find_directives(sentence, "zh")] == [addressee]
    for sentence, cue in examples_of("en", "strict"):
        assert [(one.text, one.grade) for one in find_directives(sentence, "en")] == [(cue, 5)]
    assert find_directives(text_of("zh", "reasons", "example"), "zh") == ()


WORDS = st.sampled_from(
    [
        "加快",
        "建设",
        "，",
        "。",
        "；",
        "应当",
        "不得",
        "各部门",
        "要",
        "的",
        "“",
        "”",
        "：",
        "支持",
        "有条件的",
        "企业",
        "We will",
        " promote",
        " must",
        " not",
        ", ",
        ". ",
        " and",
        " support",
        "\n",
        "\u3000",
        "𠀀",
        "Ⅱ",
        " be",
        " strictly",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=30).map("".join), st.sampled_from(["zh", "en", "mixed"]))
def test_spans_are_places_of_the_text(text: str, language: str) -> None:
    previous = 0
    for one in find_directives(text, language):
        assert text[one.start : one.end] == one.text != ""
        assert text[one.addressee_start : one.addressee_end] == one.addressee
        assert text[one.object_start : one.object_end] == one.object
        assert 1 <= one.grade <= 5
        assert one.start >= previous
        previous = one.end


@pytest.mark.parametrize(
    ("language", "before", "piece", "after", "times"),
    [
        ("zh", "", "应当", "", 3000),
        ("zh", "", "加快", "", 3000),
        ("zh", "", "对", "。", 1100),
        ("zh", "由", "负", "。", 1100),
        ("zh", "鼓励", "企业、", "。", 380),
        ("zh", "为", "发展，市", "。", 280),
        ("zh", "", "会议" * 500 + "。", "", 4),
        ("zh", "", "在中上内" * 280 + "。", "", 4),
        ("en", "", "will ", "", 2000),
        ("en", "", "to and ", "", 1500),
        ("en", "no ", "a ", "", 2000),
    ],
)
def test_odd_text_is_read_in_linear_time(
    language: str, before: str, piece: str, after: str, times: int
) -> None:
    assert_time_in_proportion(
        lambda number: find_directives(f"{before}{piece * number}{after}", language), times
    )


def test_long_questions_are_read_in_linear_time() -> None:
    def read(size: int) -> None:
        find_directives("问：" + "请介绍情况。" * size, "zh")

    assert_time_in_proportion(read, 400)
