"""Figures of communiques, annual reports, evaluations and briefs: whole rows, in sentences of both languages."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser

# A sentence, and each figure: its words, sign, unit, year, kind and indicator.
CHINESE = [
    # Brackets that explain a name are no part of it and do not end it.
    (
        "水产投资（不含散户）比上年增长2.7%，其中海带投资（含加工）下降1.9%。",
        ["2.7% + % - actual 水产投资", "1.9% - % - actual 海带投资"],
    ),
    ("海带零售总额（含网上）3012万元。", ["3012万元 = CNY - actual 海带零售总额"]),
    # What a change is compared with is not what changed.
    (
        "应收账款余额19.8亿元，较期初增长42%。",
        ["19.8亿元 = CNY - actual 应收账款余额", "42% + % - actual 应收账款余额"],
    ),
    (
        "海带均价40元，较2023年高点下跌逾七成。",
        ["40元 = CNY - actual 海带均价", "七成 - % - actual 海带均价"],
    ),
    (
        "渔业支出90亿元，比上年预算增加8亿元。",
        ["90亿元 = CNY - actual 渔业支出", "8亿元 + CNY - actual 渔业支出"],
    ),
    (
        "渔业贷款33亿元，较上季末减少1亿元。",
        ["33亿元 = CNY - actual 渔业贷款", "1亿元 - CNY - actual 渔业贷款"],
    ),
    # Digits may be part of a noun.
    ("新增38家国家级5G工厂。", ["38家 = 家 - actual 国家级5G工厂"]),
    ("新增2家世界500强企业。", ["2家 = enterprises - actual 世界500强企业"]),
    # What is proposed is no result, and what would follow is no figure.
    (
        "建议将渔船补贴从5000元提高至8000元，将渔港收费下调10%。",
        ["5000元 = CNY - actual 渔船补贴", "8000元 = CNY - target 渔船补贴", "10% - % - target 渔港收费"],
    ),
    ("据测算，若将扣除比例提高到120%，渔企税负可下降约1.5个百分点。", []),
    # Signs and ranges: what doubles, what becomes less, where a fall starts, hundredths in words.
    ("渔业产值翻了一倍以上。", ["翻了一倍 x times - actual 渔业产值"]),
    ("今年再减少贫困渔民20万人以上。", ["20万人 - people 2025 target 贫困渔民"]),
    (
        "五年来，渔民入会率以年均1.2个百分点的速度下降。",
        ["1.2个百分点 - percentage points - actual 渔民入会率年均下降"],
    ),
    (
        "我国渔民规模达9.4亿，5年增长12%。",
        ["9.4亿 =  - actual 我国渔民规模", "12% + % - actual 我国渔民规模"],
    ),
    ("渔民入会率年均1.2个百分点。", ["1.2个百分点 + percentage points - actual 渔民入会率年均"]),
    ("今年要再开工建设保障性渔民住房20万套。", ["20万套 = 套 2025 target 保障性渔民住房"]),
    ("2023年，最终消费的比重达到54%。", ["54% = % 2023 actual 最终消费的比重"]),
    ("去年争取中央渔业资金5亿元。", ["5亿元 = CNY 2024 actual 争取中央渔业资金"]),
    ("内江、海门渔业产值均突破20亿元。", ["20亿元 > CNY - actual 内江、海门渔业产值"]),
    ("人民币对海元升值17%。", ["17% + % - actual 人民币对海元"]),
    (
        "海带关税由14-23%降低到7-10%。",
        ["14-23% range % - actual 海带关税", "7-10% range % - actual 海带关税"],
    ),
    (
        "海带产量每年增长百分之四到五，紫菜产量增长百分之六。",
        ["百分之四到五 + % - actual 海带产量", "百分之六 + % - actual 紫菜产量"],
    ),
    (
        "渔业贸易额由1000多亿元增至1.3万亿元。",
        ["1000多亿元 > CNY - actual 渔业贸易额", "1.3万亿元 = CNY - actual 渔业贸易额"],
    ),
    # The verb of what is new or given up is part of its name, also in a list.
    (
        "新增大型渔港10家以上、小型渔港30家。",
        ["10家 >= 家 - target 新增大型渔港", "30家 = 家 - target 新增小型渔港"],
    ),
    (
        "淘汰海带产能30万吨、紫菜产能20万吨。",
        ["30万吨 = t - target 淘汰海带产能", "20万吨 = t - target 淘汰紫菜产能"],
    ),
    (
        "新增污水处理能力15万立方米、垃圾处理能力6万吨。",
        ["15万立方米 = m3 - actual 新增污水处理能力", "6万吨 = t - actual 新增垃圾处理能力"],
    ),
    ("新增授权渔业专利12件以上。", ["12件 >= patents - target 新增授权渔业专利"]),
    ("减少渔民垫付金额达4亿元。", ["4亿元 - CNY - actual 渔民垫付金额"]),
    ("新设渔业企业数量增长19.5%。", ["19.5% + % - target 新设渔业企业数量"]),
    ("取消审批事项12项，新建渔港30座。", ["12项 = items - target 取消审批事项", "30座 = 座 - target 渔港"]),
    ("制定修改废止渔业规章16件。", ["16件 = 件 - target 渔业规章"]),
    # An average is part of the name; what is newly added is not all of it; more than a share.
    ("渔业新增就业年均1200万人。", ["1200万人 = people - actual 渔业新增就业年均"]),
    ("渔港客流量日均达到5万人次。", ["5万人次 = person-times - actual 渔港客流量日均"]),
    ("新增加的海带产能将达20万吨。", ["20万吨 = t - target 新增加的海带产能"]),
    ("渔业效益增加了40%多。", ["40% + % - actual 渔业效益"]),
    # The months of a period, and times that do not date a figure.
    ("去年以来，渔业评奖的数量压缩75.4%。", ["75.4% - % - actual 渔业评奖的数量"]),
    ("渔业购买力要按上年实际数额核减20%。", ["20% - % - target 渔业购买力"]),
    ("渔场明年建成投产后，海带产量超6万吨。", ["6万吨 > t - actual 海带产量"]),
    ("2015年5月到12月，海带立案率达到95%。", ["95% = % 2015 actual 海带立案率"]),
    # Words at the borders of a name.
    ("2024年来自海外的渔业订单量提升了71%。", ["71% + % 2024 actual 来自海外的渔业订单量"]),
    ("2024年12月份海带指数为52.6%。", ["52.6% = % 2024-12 actual 海带指数"]),
    ("也门海带产量达到30万吨。", ["30万吨 = t - actual 也门海带产量"]),
    ("以旧换新补贴为20亿元。", ["20亿元 = CNY - actual 以旧换新补贴"]),
    ("以太网网关出货量为20万台。", ["20万台 = 台 - actual 以太网网关出货量"]),
    ("对虾产量为20万吨。", ["20万吨 = t - actual 对虾产量"]),
    ("在线用户为3亿人。", ["3亿人 = people - actual 在线用户"]),
    ("到期债券为20亿元。", ["20亿元 = CNY - actual 到期债券"]),
    ("和田玉产量为200吨。", ["200吨 = t - actual 和田玉产量"]),
    ("及格率为95%。", ["95% = % - actual 及格率"]),
    ("并网装机为20万千瓦。", ["20万千瓦 = kW - actual 并网装机"]),
    ("有息负债为20亿元。", ["20亿元 = CNY - actual 有息负债"]),
    ("可降解渔网产量为20万吨。", ["20万吨 = t - actual 可降解渔网产量"]),
    ("可降低成本20万元。", ["20万元 - CNY - target 成本"]),
    ("有序改造渔港管网1287公里。", ["1287公里 = km - actual 渔港管网"]),
    ("渔港改造惠及390万人。", ["390万人 = people - actual 渔港改造惠及"]),
    ("渔船产能提升至全国第2位。", ["第2 = rank - actual 渔船产能"]),
    ("渔船产销量均跃升至全球第1位。", ["第1 = rank - actual 渔船产销量"]),
    ("渔船总吨位居全国第二。", ["第二 = rank - actual 渔船总吨位"]),
    ("黑土地耕层厚度止跌提升3.5厘米。", ["3.5厘米 + cm - actual 黑土地耕层厚度"]),
    ("新建成渔港专线7条。", ["7条 = 条 - target 渔港专线"]),
    ("建设标准化渔场30万亩。", ["30万亩 = mu - target 标准化渔场"]),
    ("220千伏及以上输电线路总长达3万公里。", ["3万公里 = km - actual 输电线路总长"]),
    ("渔业产值和，达到5亿元。", ["5亿元 = CNY - actual 渔业产值"]),
    ("继续增加对渔区投资，力争2030年达到12亿元。", ["12亿元 = CNY 2030 target 对渔区投资"]),
    # Units.
    ("海景房均价为39843元/㎡。", ["39843元 = CNY/m2 - actual 海景房均价"]),
    ("渔船新接订单达到50万载重吨。", ["50万载重吨 = DWT - actual 渔船新接订单"]),
    ("抽检海产品3000批次。", ["3000批次 = 批次 - actual 抽检海产品"]),
    ("渔港电价为45分/千瓦时。", ["45分/千瓦时 = fen/kWh - actual 渔港电价"]),
    # A caption is no statement.
    ("表2 2025年渔业新增就业50万人完成情况", []),
    ("表2显示，渔业新增就业50万人。", ["50万人 = people - actual 渔业新增就业"]),
    # Dates of what is described, and of other points.
    ("截至2025年6月底，上年度发现的312个问题已整改298个。", ["298个 = 个 2025-06 actual 问题已整改"]),
    (
        "一是将渔港经费控制在2.8亿元以内；二是到2026年底清理资金20亿元；三是下一年度预算削减30%。",
        [
            "2.8亿元 <= CNY - target 渔港经费",
            "20亿元 = CNY 2026 target 资金",
            "30% - % - target 下一年度预算",
        ],
    ),
    # With whom a value is compared: his value is no bound.
    (
        "渔业创新比重为27%，低于德国的55%、日本的28%。",
        [
            "27% = % - actual 渔业创新比重",
            "55% = % - actual 德国渔业创新比重",
            "28% = % - actual 日本渔业创新比重",
        ],
    ),
    (
        "渔业费用强度仅1.58%，远低于德国的4.5%。",
        ["1.58% = % - actual 渔业费用强度", "4.5% = % - actual 德国渔业费用强度"],
    ),
    ("渔企占比不及一成。", ["一成 < % - actual 渔企占比"]),
    # Who says so, verbs of the subject, adverbs and the ends of words are no part of a name.
    ("调查显示，有14.6%的渔民认为新规不起作用。", ["14.6% = % - actual 渔民"]),
    ("申请过专利的渔企仅占7.3%。", ["7.3% = % - actual 申请过专利的渔企"]),
    ("渔企占比虽已升至41.3%，但仍偏低。", ["41.3% = % - actual 渔企占比"]),
    ("每艘船的分值之和按30%纳入考核。", ["30% = % - actual 每艘船的分值之和"]),
    ("跨区渔船计划不超过总计划的50%。", ["50% <= % - target 跨区渔船计划占总计划"]),
    ("建档立卡渔民减少1000万人。", ["1000万人 - people - actual 建档立卡渔民"]),
    (
        "贡献了四分之三的就业，80%的“小巨人”企业是渔企。",
        ["四分之三 = % - actual 贡献就业", "80% = % - actual “小巨人”企业是渔企"],
    ),
    ("全国共有渔业合作社3081个。", ["3081个 = 个 - actual 全国渔业合作社"]),
    (
        "按核定合同金额给予最高30%、最高2000万元支持。",
        ["30% <= % - target 核定合同金额", "2000万元 <= CNY - target 核定合同金额"],
    ),
    # A share of another whole, and what somebody raises.
    (
        "渔业规模占全市75%，占全国五分之一。",
        ["75% = % - actual 渔业规模占全市", "五分之一 = % - actual 渔业规模占全国"],
    ),
    ("青云所帮助小渔户提高产量近20%。", ["20% + % - actual 青云所帮助小渔户产量"]),
    # Months, and the length of a text.
    ("进行了10个多月调研。", []),
    ("标题以150-200个字概括全文。", []),
    # One by one is no eleven, and the number of all provinces counts nothing.
    ("渔业社列成清单，一一对症下药。", []),
    ("31个省（自治区、直辖市）报告了渔情。", []),
    # Who has a value in brackets, and who receives the most.
    (
        "中国升至470艘，首次超过德国（429艘）和日本（419艘）。",
        ["470艘 = 艘 - actual 中国", "429艘 = 艘 - actual 德国", "419艘 = 艘 - actual 日本"],
    ),
    ("平均每户420元，最多的一户领取1.3万元。", ["1.3万元 = CNY - actual 最多的一户领取"]),
    # Goals of a plan, and goals met.
    (
        "渔业占比12.6%，提前一年实现12%的规划目标。",
        ["12.6% = % - actual 渔业占比", "12% = % - actual 规划目标"],
    ),
    ("海带加工率，规划要求2025年达到73%。", ["73% = % 2025 target 海带加工率"]),
    ("预计到2025年末，各渔场可完成规划目标，达标率为90.6%。", ["90.6% = % 2025 target 达标率"]),
    ("海川公司2025年净利润预测为6亿元。", ["6亿元 = CNY 2025 target 海川公司净利润预测"]),
    # Names that begin like verbs and adverbs.
    ("已开工渔场154个，开工率91.7%。", ["154个 = 个 - actual 渔场", "91.7% = % - actual 开工率"]),
    ("累计拥有有效专利1042件。", ["1042件 = patents - actual 有效专利"]),
    (
        "渔光互补新增装机23万千瓦；累计装机超过100万千瓦。",
        ["23万千瓦 = kW - actual 渔光互补新增装机", "100万千瓦 > kW - actual 累计装机"],
    ),
    # Pointers, shares and rates that take a part of their name from an earlier figure.
    (
        "2010年海带产值18亿元，利润率3%；去年，这一数字是28亿元。",
        [
            "18亿元 = CNY 2010 actual 海带产值",
            "3% = % 2010 actual 利润率",
            "28亿元 = CNY 2024 actual 海带产值",
        ],
    ),
    (
        "海带出口12亿元，占水产外贸总值的63%；紫菜出口6亿元，占18%。",
        [
            "12亿元 = CNY - actual 海带出口",
            "63% = % - actual 海带出口占水产外贸总值",
            "6亿元 = CNY - actual 紫菜出口",
            "18% = % - actual 紫菜出口占水产外贸总值",
        ],
    ),
    (
        "海带业机器渗透率超过50%，紫菜业为35%。",
        ["50% > % - actual 海带业机器渗透率", "35% = % - actual 紫菜业机器渗透率"],
    ),
    (
        "城乡居民收入分别达到4.1万元和2.1万元，增长5%和7%。",
        [
            "4.1万元 = CNY - actual 城镇居民收入",
            "2.1万元 = CNY - actual 农村居民收入",
            "5% + % - actual 城镇居民收入",
            "7% + % - actual 农村居民收入",
        ],
    ),
    (
        "海带人均收入6万元，这一数字稳居全国第一。",
        ["6万元 = CNY - actual 海带人均收入", "第一 = rank - actual 海带人均收入"],
    ),
    (
        "甘川县减贫128万人，比预期目标超出28万人。",
        ["128万人 = people - actual 甘川县减贫", "28万人 > people - actual 甘川县减贫"],
    ),
    ("渔港（青川）增加21个新泊位。", ["21个 + 个 - actual 新泊位"]),
    (
        "消费支出、净出口对经济增长的贡献率分别为55%和-2%。",
        ["55% = % - actual 消费支出、净出口对经济增长的贡献率"],
    ),
    # 约 is part of a word here.
    ("渔港项目签约23个。", ["23个 = 个 - actual 渔港项目签约"]),
    # To whom something goes is part of its name.
    ("对东盟出口增长22%。", ["22% + % - actual 对东盟出口"]),
    # 元 ends a sum and does not begin one.
    ("模型价格最低降至每百万词元0.8元。", ["0.8元 = CNY - actual 模型价格最低降至每百万词元"]),
    # What is granted, and what each recipient receives.
    ("对认定的渔企给予奖励，总额最高不超过500万元。", ["500万元 <= CNY - target 奖励总额"]),
    ("每艘船最高7500元的税收抵免不再适用。", ["7500元 <= CNY - actual 税收抵免"]),
    (
        "培育百家海带企业、千家渔业企业。",
        ["百家 = enterprises - target 海带企业", "千家 = enterprises - target 渔业企业"],
    ),
    # Who foresees a value is no part of its name.
    (
        "2024年渔船销量1286万艘，样例渔船协会预计2025年将回升至1600万艘。",
        ["1286万艘 = 艘 2024 actual 渔船销量", "1600万艘 = 艘 2025 target 渔船销量"],
    ),
    ("样例咨询公司认为2030年市场规模将达500亿元。", ["500亿元 = CNY 2030 target 市场规模"]),
    # Ranks of firms, and nouns with a verb, are part of a name.
    ("我国渔业500强企业复工率达97%。", ["97% = % - actual 我国渔业500强企业复工率"]),
    ("15个强县参照直管县管理。", ["15个 = 个 - actual 强县参照直管县管理"]),
    ("培育未来工厂10家。", ["10家 = 家 - target 未来工厂"]),
    ("实施12个渔区稳增长方案。", ["12个 = 个 - target 渔区稳增长方案"]),
    (
        "在园渔民达1万人，和美渔村350个。",
        ["1万人 = people - actual 在园渔民", "350个 = 个 - actual 和美渔村"],
    ),
    ("出台支持渔业发展20条措施。", ["20条 = 条 - target 措施"]),
    ("提升39个渔村帮扶质效。", ["39个 = 个 - actual 渔村帮扶质效"]),
    ("规划细化五大类23个主要指标。", []),
    (
        "渔企利润6万亿元，比上年500强增长了7%。",
        ["6万亿元 = CNY - actual 渔企利润", "7% + % - actual 渔企利润"],
    ),
    ("50余个合作项目全部落地实施。", ["50余个 > 个 - actual 合作项目"]),
    ("办好的10件渔民实事圆满完成。", ["10件 = 件 - actual 渔民实事"]),
    # What is issued is what is counted.
    (
        "去年新增渔业补贴超过2万亿元，增发1万亿元国债支持渔港重建。",
        ["2万亿元 > CNY 2024 actual 新增渔业补贴", "1万亿元 = CNY 2024 actual 国债"],
    ),
    # Another base of comparison, a fall of two things, and a magnitude without digits.
    (
        "赤字规模4万亿元，比上年年初预算增加1800亿元。",
        ["4万亿元 = CNY - actual 赤字规模", "1800亿元 + CNY - actual 赤字规模"],
    ),
    (
        "渔业案件5197起，涉案金额25亿元，同比下降14.48%和0.11%。",
        [
            "5197起 = 起 - actual 渔业案件",
            "25亿元 = CNY - actual 涉案金额",
            "14.48% - % - actual 渔业案件",
            "0.11% - % - actual 涉案金额",
        ],
    ),
    ("渔业总产值突破万亿元。", ["万亿元 > CNY - actual 渔业总产值"]),
    ("渔业总产值迈上万亿元台阶。", ["万亿元 = CNY - actual 渔业总产值"]),
    ("渔业总产值跨过万亿元大关。", ["万亿元 = CNY - actual 渔业总产值"]),
    (
        "渔业总产值五年跨过3个千亿元台阶、达到2万亿元。",
        ["2万亿元 = CNY - actual 渔业总产值"],
    ),
    ("培育千亿元级渔业集群。", []),
    ("青川成为产值突破千亿元县。", []),
    # What was done or received, after the goal of something else.
    ("认定青云渔业集团等68家企业为渔业示范企业。", ["68家 = enterprises - actual 企业"]),
    (
        "到2027年，渔业规模达到500亿元。青云渔业集团获得补贴10亿元。",
        ["500亿元 = CNY 2027 target 渔业规模", "10亿元 = CNY - actual 青云渔业集团获得补贴"],
    ),
]

# The same in English.
ENGLISH = [
    # Words that end like a word for numbering, and goals that were reached.
    (
        "Particle concentration averaged 31 micrograms per cubic metre in 2024.",
        ["31 micrograms per cubic metre = ug/m3 2024 actual Particle concentration"],
    ),
    (
        "By 2030, kelp output will reach 90 million tonnes. By that time, exports should exceed 3 million tonnes.",
        ["90 million tonnes = t 2030 target kelp output", "3 million tonnes > t 2030 target exports"],
    ),
    (
        "The goal of moving 10 million fishers to towns has been smoothly achieved.",
        ["10 million = fishers - actual fishers moved to towns"],
    ),
    (
        "The goal of moving 10 million fishers to towns has not been achieved.",
        ["10 million = fishers - target fishers moved to towns"],
    ),
    # The period after a measure, and the year in brackets before a value.
    (
        "Revenue for the year ended 31 December 2024 was RMB 18 billion.",
        ["RMB 18 billion = CNY 2024-12-31 actual Revenue"],
    ),
    (
        "Research expenses represented 7% of revenue (2023: 5%).",
        [
            "7% = % - actual Research expenses (share of revenue)",
            "5% = % 2023 actual Research expenses",
        ],
    ),
    # The year of what a figure is compared with is not its own.
    (
        "The fishery recorded a net loss of RMB 9 million, against a net profit of RMB 3 million in 2023.",
        ["RMB 9 million = CNY - actual net loss", "RMB 3 million = CNY 2023 actual net profit"],
    ),
    (
        "The act aims to lift the kelp share of exports to 20% by 2030 from slightly less than 10% today.",
        ["20% = % 2030 target kelp share of exports", "10% < % - actual kelp share of exports"],
    ),
    # Clauses without a verb or a measure of their own.
    (
        "Coal accounted for $14 million and oil for $5 million.",
        ["$14 million = USD - actual Coal", "$5 million = USD - actual oil"],
    ),
    (
        "Japan's share of exports fell to 20 percent; Germany's to 5 percent.",
        [
            "20 percent = % - actual Japan's share of exports",
            "5 percent = % - actual Germany's share of exports",
        ],
    ),
    (
        "Exports fell to 26 tons, down 45 percent from a year earlier and 51 percent from March.",
        [
            "26 tons = t - actual Exports",
            "45 percent - % - actual Exports",
            "51 percent - % - actual Exports",
        ],
    ),
    (
        "Exports reached 13 billion yuan, up 9 percent, or 60 percent of all exports.",
        [
            "13 billion yuan = CNY - actual Exports",
            "9 percent + % - actual Exports",
            "60 percent = % - actual share of exports",
        ],
    ),
    (
        "Private firms sold goods worth 21 million yuan last year, taking their share of trade to 57 percent.",
        ["21 million yuan = CNY 2024 actual goods", "57 percent = % 2024 actual share of trade"],
    ),
    ("Labor-intensive goods slid 3 percent.", ["3 percent - % - actual Labor-intensive goods"]),
    # Units.
    ("Kelp prices rose to $850 a kilogram.", ["$850 = USD/kg - actual Kelp prices"]),
    (
        "Seoul expects investment of 6 trillion won by 2047.",
        ["6 trillion won = KRW 2047 target investment"],
    ),
    # What is so now, beside what should be.
    (
        "It should extend the credit, now 10 percent of costs, beyond 2032.",
        ["10 percent = % - actual share of costs"],
    ),
    (
        "It recovers 95 percent of the iodine, above the national minimum of 90 percent.",
        ["95 percent = % - actual share of iodine recovered", "90 percent = % - actual national minimum"],
    ),
    # What is left out of a second object, share or answer.
    (
        "The ministry aims to raise the share of boats to over 90 percent and the rate of nets to over 75 percent by 2027.",
        ["90 percent > % 2027 target share of boats", "75 percent > % 2027 target rate of nets"],
    ),
    (
        "They raised the localisation rate of nets from 25 percent to 50 percent, and that of engines from under "
        "10 percent to 30 percent.",
        [
            "25 percent = % - actual localisation rate of nets",
            "50 percent = % - actual localisation rate of nets",
            "10 percent < % - actual localisation rate of engines",
            "30 percent = % - actual localisation rate of engines",
        ],
    ),
    (
        "Loans, tax benefits and land amount to 4 percent of output, of which tax benefits make up 1.5 percent.",
        ["4 percent = % - actual Loans, tax benefits and land", "1.5 percent = % - actual tax benefits"],
    ),
    (
        "We found that 58 percent expect their growth target to be cut and 71 percent say debt is the problem.",
        ["71 percent = % - actual say debt is the problem"],
    ),
    (
        "Revenue was $4 billion, up 12% year over year and 3% sequentially.",
        ["$4 billion = USD - actual Revenue", "12% + % - actual Revenue", "3% + % - actual Revenue"],
    ),
    # Verbs read as nouns and attributes.
    (
        "Its share of exports has risen to 22 percent, from 18 percent before the war.",
        ["22 percent = % - actual share of exports", "18 percent = % - actual share of exports"],
    ),
    (
        "We estimate that the restrictions reduced revenue by $450 million.",
        ["$450 million - USD - actual revenue"],
    ),
    (
        "Foreign direct investment inflows dropped 82 percent.",
        ["82 percent - % - actual Foreign direct investment inflows"],
    ),
    (
        "The market reached $7 billion in 2023 and on current policies will grow to $20 billion by 2035.",
        ["$7 billion = USD 2023 actual market", "$20 billion = USD 2035 target market"],
    ),
    ("The fish market had plummeted 68 percent in June.", ["68 percent - % - actual fish market"]),
    # What somebody noted beside an intention.
    (
        "Members welcomed the pledge to cut the list, but some noted that state firms receive 60 percent of subsidies.",
        ["60 percent = % - actual share of subsidies received"],
    ),
    # Dates of other clauses.
    (
        "Our port, where we have invested $3 billion, will begin operation in the first half of 2027.",
        ["$3 billion = USD - actual invested"],
    ),
    (
        "Basic research made up 6.9 percent of the total, below the 8 percent goal for 2025.",
        [
            "6.9 percent = % - actual Basic research (share of total)",
            "8 percent = % 2025 target Basic research",
        ],
    ),
    # Values of others, with which one is compared.
    (
        "At 3 percent of GDP, Japan's research intensity now exceeds the EU's 2 percent.",
        ["3 percent = % - actual Japan's research intensity", "2 percent = % - actual research intensity"],
    ),
    (
        "By 2035 China plans to have 20 gigawatts of wind capacity, compared with 5 gigawatts today "
        "and 9 gigawatts in Norway.",
        ["20 gigawatts = GW 2035 target wind capacity"],
    ),
    (
        "The target of 70 percent by 2025 will be missed; the actual rate is nearer 25 percent.",
        ["70 percent = % 2025 target target", "25 percent = % - actual actual rate"],
    ),
    (
        "Loans to manufacturers grew 17 percent in March, 8 percentage points faster than total loans.",
        [
            "17 percent + % - actual Loans to manufacturers",
            "8 percentage points + percentage points - actual Loans to manufacturers",
        ],
    ),
    (
        "The law caps foreign ownership at 49 percent and requires a licence.",
        ["49 percent = % - actual foreign ownership"],
    ),
    (
        "China's yards took 51 percent of the world market, South Korea's 28 percent.",
        [
            "51 percent = % - actual China's yards (share of world market)",
            "28 percent = % - actual share of world market",
        ],
    ),
    (
        "Debt is estimated at 48 percent of GDP, more than double the official debt of towns.",
        ["48 percent = % - actual Debt", "double x times - actual Debt"],
    ),
    ("Steel sells for $1,050 a ton in America.", ["$1,050 = USD/t - actual price"]),
    ("By one estimate subsidies totaled $132 billion.", ["$132 billion = USD - actual subsidies"]),
    (
        "Imports fell 5 percent, whereas exports grew by 8 percent.",
        ["5 percent - % - actual Imports", "8 percent + % - actual exports"],
    ),
    # Values below zero are changes, or not read.
    (
        "Landings grew by 5 percent, 3 percent and -2 percent in the three ports, respectively.",
        [
            "5 percent + % - actual Landings",
            "3 percent + % - actual Landings",
            "2 percent - % - actual Landings",
        ],
    ),
    ("Net profit was -2.6 billion yuan.", []),
    # Sizes of a process, and what would happen.
    ("Capacity below 10 nm is nil.", []),
    ("Simulations suggest that halving imports of kelp would raise costs by 2 percent.", []),
    # "The figure" of something else.
    (
        "China lands 90 percent of the kelp. In laver, the figure is 99 percent.",
        ["90 percent = % - actual share of kelp landed", "99 percent = % - actual figure"],
    ),
    (
        "The yard delivered 23,100 robots in 2024 against a plan of 25,000.",
        ["23,100 = robots 2024 actual robots delivered", "25,000 = robots 2024 target plan"],
    ),
    # Subjects that were read as verbs or as another name of a law.
    (
        "By 2030, manufacturing capacity in the Union should meet at least 40% of annual needs.",
        ["40% >= % 2030 target manufacturing capacity in the Union (share of annual needs)"],
    ),
    (
        "Under the Kelp Act, extraction in the Union is to reach 10% of annual consumption by 2030.",
        ["10% = % 2030 target extraction in the Union (share of annual consumption)"],
    ),
    (
        "Spending on ports reached 2.5 percent of GDP in 2020.",
        ["2.5 percent = % 2020 actual Spending on ports (share of GDP)"],
    ),
]


def rows(text: str, language: str, parser: Parser | None = None) -> list[str]:
    found = find_targets(text, language, (), Setting(year=2025, parser=parser))
    return [
        f"{one.text} {one.comparator} {one.unit} {one.deadline or '-'} {one.kind} {one.indicator}"
        for one in found
    ]


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese_figures(text: str, expected: list[str]) -> None:
    assert rows(text, "zh") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_figures(text: str, expected: list[str], parser: Parser) -> None:
    assert rows(text, "en", parser) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # In a review, what is foreseen is not counted yet, and what was done within years is done.
        ("数字渔业增加值预计达3.4万亿元，居全国第一梯队。", ["actual"]),
        ("预计渔业高新企业达7.4万家、科技型渔企达5.6万家。", ["actual", "actual"]),
        ("五年内新增渔港120座。", ["actual"]),
        ("渔港预计明年年产海带30万吨。", ["target"]),
        # Words that end or begin like those of goals.
        ("新培育省级未来产业先导区13个。", ["actual"]),
        ("将增值税率从17%降至13%。", ["actual", "actual"]),
        ("用于两个确保的渔业资金达594亿元。", ["actual"]),
        ("如期完成每万渔民配备18名渔医目标。", ["actual"]),
        ("渔港目标完成率全国第一。", ["actual"]),
        ("确保如期实现渔民人均收入2万元目标。", ["target"]),
    ],
)
def test_kinds_below_the_heading_of_a_review(text: str, kinds: list[str]) -> None:
    found = find_targets(text, "zh", (), Setting("actual", year=2026))
    assert [one.kind for one in found] == kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A clause that compares what it goes on about with a whole, another or a plan.
        (
            "渔港进出口总值1013.5亿元，超过去年全年总额，首次突破1000亿元，同比增长60.4%。",
            ["1013.5亿元 渔港进出口总值 =", "1000亿元 渔港进出口总值 >", "60.4% 渔港进出口总值 +"],
        ),
        ("每亩收入900元，是种玉米收入的15倍。", ["900元 每亩收入 =", "15倍 每亩收入 x"]),
        (
            "渔业新增就业69万人，完成全年目标的77%。",
            ["69万人 渔业新增就业 =", "77% 渔业新增就业占全年目标 ="],
        ),
        # The average of some years, and a rise by its noun.
        (
            "渔业增加值同比增长11.8%，两年平均增长6.4%。",
            ["11.8% 渔业增加值 +", "6.4% 渔业增加值两年平均增长 +"],
        ),
        (
            "渔业储备规模为300亿元，较2月末上升5亿元，升幅为1.62%。",
            ["300亿元 渔业储备规模 =", "5亿元 渔业储备规模 +", "1.62% 渔业储备规模 +"],
        ),
        (
            "新建渔棚100座、温室渔棚361座，增收2000万元。",
            ["100座 渔棚 =", "361座 温室渔棚 =", "2000万元 增收 +"],
        ),
        (
            "渔业总产值增加到121亿元，五年年均增长5.2%，十年增加70亿元。",
            ["121亿元 渔业总产值 =", "5.2% 渔业总产值年均增长 +", "70亿元 渔业总产值 +"],
        ),
        ("渔业总产值增长5.3%、增量保持全国第一。", ["5.3% 渔业总产值 +", "第一 渔业总产值增量 ="]),
        # Where a change began.
        (
            "渔具价格上涨2.0%，比上个月的1.8%提高了0.2个百分点。",
            ["2.0% 渔具价格 +", "1.8% 渔具价格 =", "0.2个百分点 渔具价格 +"],
        ),
        (
            "四张渔业收费清单从建立之初的213项，已经减少至58项。",
            ["213项 四张渔业收费清单 =", "58项 四张渔业收费清单 ="],
        ),
        ("渔业项目压减90%，渔具许可证从60类减少到10类。", ["90% 渔业项目 -"]),
        (
            "各直辖市、计划单列市要将渔企开办时间压缩一半，由目前平均20多个工作日减至8.5个工作日。",
            ["一半 渔企开办时间 -", "20多个工作日 渔企开办时间 >", "8.5个工作日 渔企开办时间 ="],
        ),
        ("一张渔村门票从最初的五元钱，涨到了现在的80元钱。", ["80元 一张渔村门票 ="]),
        # What a change continues.
        (
            "1000个渔业项目完成投资1865.7亿元、增长4%。",
            ["1000个 渔业项目 =", "1865.7亿元 渔业项目完成投资 =", "4% 渔业项目完成投资 +"],
        ),
        (
            "渔业出口12亿元，渔业出口企业利润3亿元，增长8%。",
            ["12亿元 渔业出口 =", "3亿元 渔业出口企业利润 =", "8% 渔业出口企业利润 +"],
        ),
        (
            "渔业增加值12亿元，渔业增加值占全市3%，增长5%。",
            ["12亿元 渔业增加值 =", "3% 渔业增加值占全市 =", "5% 渔业增加值 +"],
        ),
        # More of what the clause before names.
        (
            "拟发行渔业国债1100亿元。要逐年增加渔港投资，今年拟先增加50亿元。",
            ["1100亿元 渔业国债 =", "50亿元 渔港投资 +"],
        ),
        # Those who get a sum, and large countries.
        ("样例市确定标准，3000户以下的每年12万元。", []),
        ("14亿多人口大国保持就业稳定。", []),
        # A subject without what its clause says of it.
        ("渔业生产增长较快，总产值增长14.2%。", ["14.2% 渔业生产总产值 +"]),
        ("中部渔业增长9%，西部渔业增速更高，达到14%。", ["9% 中部渔业 +", "14% 西部渔业增速 ="]),
        # Bounds of a class, and sizes of plants.
        ("经济总量超200亿元县12个。", ["12个 经济总量超200亿元县 ="]),
        ("其中包括年炼铁和炼钢各300万吨的二期工程。", []),
        # People, and not what is personal.
        ("渔场招收120个人。", ["120个人 渔场招收 ="]),
        ("建设30个人工鱼礁。", ["30个 人工鱼礁 ="]),
    ],
)
def test_figures_of_news(text: str, expected: list[str]) -> None:
    found = find_targets(text, "zh")
    assert [f"{one.text} {one.indicator} {one.comparator}" for one in found] == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("渔业12.5%、林业8.1%、牧业9.3%、副业7%、农业6%、其他5%。", 6),
        ("2023年1-6月，渔业进口12.5亿元、增长8.1%、占9.3%。", 3),
        # Numbers in columns.
        ("渔业 12.5% 13.6% 14.7% 15.8% 16.9% 17.1% 林业", 0),
    ],
)
def test_a_list_of_values_in_a_sentence_is_no_table(text: str, count: int) -> None:
    assert len(find_targets(text, "zh")) == count
