"""Words and patterns by which English clauses state figures; an underscore stands for the space in a word of several."""

from __future__ import annotations

import re

from flows.annotation.figures.statements import GAP
from flows.annotation.figures.units import ENGLISH_COUNTED, words_of

BORDERS = re.compile(r"[,;:()\[\]\n]")
MARKERS = re.compile(
    r"(?P<demand>§)|(?<![a-z])(?:(?P<target>will|shall|should|must|aims?|aiming|targets?(?! was| were)|goals?|plans? to|planned to|planning to|intends?|strives?|striving|ensures?|ensuring|expect(?:s|ed)?|forecasts?|projected|(?:is|are) to|(?:is|are) set|"
    r"to be|to reach|to exceed|to achieve|pledges? to|calls? for|keep|seeks? to|(?<!was )(?<!were )set to|no less than|not less than|not exceed|strive|we want|objectives?)"
    r"|(?<!be )(?<!being )(?P<actual>was|were|(?:had|has|have)(?= (?:been|already|[a-z]+(?:ed|en|wn)|met|made|won|set)(?![a-z]))|grew|rose|fell|stood|last year|since|as of|over the past|in the past|year on year|shrank|became|went|came|up from|down from|already|newly launched|made up)"
    r"|(?<!be )(?<!being )(?P<weak>reached|increased|exceeded|accounted|totall?ed|declined|dropped|surpassed|climbed|jumped|expanded|hit|amounted|spent|invested|raised|lifted|added|created|completed|imported|exported|"
    r"bought|funded|trained|built|attracted|issued|recorded|registered|contributed|doubled|tripled|quadrupled|narrowed|slowed|maintained|represented|achieved|received|granted|remained|allocated|currently|now|has|have))(?![a-z])"
)
UP = words_of(
    "rise rises rose risen rising grow grows grew grown growing increase increases increased increasing expand expands expanded expanding climb climbs climbed climbing jump jumped up gain gained improve improved improving surge surged soar soared advanced raised lifted boosted raise lift increment"
)
DOWN = words_of(
    "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease decreased decreases decreasing reduce reduces reduced reducing cut lower lowered shrink shrank shrunk narrow narrowed narrowing down contract contracted shorten shortened slashed slowed slow"
)
LEVELS = words_of(
    "reach reaches reached reaching total totals totaled totalled totaling totalling account_for accounts_for accounted_for accounting_for make_up makes_up made_up making_up stand_at stands_at stood_at standing_at remain remains "
    "remained hit hits hitting amount_to amounted_to amounts_to amounting_to represent represents represented representing comprise comprises comprised constitute constituted number numbered came_to come_to maintained kept "
    "keep registered recorded achieve achieved attain attained worth valued_at is are was were be being been set at stay stayed stays averaged average equaled equal contribute contributed contributing run_to to occupied occupy holding stable cover covers covered covering benefiting benefits "
    "take_up took_up held maintain limited_to controlled brought"
)
BOUNDS = {
    ">": words_of(
        "more_than over above in_excess_of exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing top topped topping beyond upward_of upwards_of higher_than greater_than larger_than well_over"
    ),
    ">=": words_of(
        "at_least no_less_than not_less_than no_fewer_than not_fewer_than no_lower_than not_lower_than a_minimum_of minimum_of not_be_less_than not_be_lower_than"
    ),
    "<=": words_of(
        "up_to no_more_than not_more_than at_most a_maximum_of within no_higher_than not_exceed not_exceeding not_to_exceed capped_at as_much_as not_be_more_than not_be_higher_than as_many_as"
    ),
    "<": words_of("less_than under below fewer_than lower_than smaller_than"),
    "~": words_of(
        "about around approximately roughly nearly almost close_to some an_estimated approaching approached"
    ),
}
PLAIN = words_of(
    "by of a an the its has have had will would should shall can must may then further now already also still only just annually each an_average_of an_annual_average_of an_average_annual_rate_of at_an_average_annual_rate_of "
    "a_rate_of an_annual_rate_of an_average_rate_of a_total_of a_record additional an_additional a_range_of between and or another respectively \0 on_average some cumulatively to_be not but while with year-on-year an_average_annual_growth_rate_of "
    "average_annual_rate_of roughly continuously steadily per_year every_year more_or_less collectively altogether basically generally anywhere_from increase_of"
)
FROM = words_of("from compared_with compared_to against versus than instead_of")
TAILS: dict[str, str] = (
    dict.fromkeys(PLAIN, "")
    | dict.fromkeys(UP, "+")
    | dict.fromkeys(DOWN, "-")
    | dict.fromkeys(LEVELS, "=")
    | dict.fromkeys(FROM, "from")
    | {word: sign for sign, words in BOUNDS.items() for word in words}
)
CAUSES = frozenset(
    words_of("raised lifted boosted raise lift add added adding reduce cut")
)  # raised 5 million is no rise
TAIL_VERBS = frozenset((*UP, *DOWN, *LEVELS, *BOUNDS[">"])) - {
    "over",
    "above",
    "more than",
    "up",
    "down",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
}
MODALS = frozenset(
    words_of("will shall should must would can could may to is are was were be has have had we and or not")
)
TRANSITIVE: dict[str, str] = (
    dict.fromkeys(
        words_of(
            "keep maintain hold bring bringing brought get push achieve achieving realize ensure ensuring control limit attract attracting establish build building create creating train support nurture cultivate develop foster promote form "
            "complete completing issue invest spend spending allocate produce import imported exported produced sold bought attracted funded trained built created completed established add adding added formed set secure securing outpacing "
            "see seeing saw reaching reach construct renovate transform restore provide recruit put mobilize mobilise raised lift lifted lifting raising raise boost boosted boosting expand expanding expanded deliver attain "
            "install deploy open launch launched upgrade upgrading make supply generate have had has treat cultivated invested spent allocated pledged pledge offered receive received publish stabilize stabilise plans exceed exceeding surpass issued granted drive earmark earmarked budgeted committed expects expect forecasts forecast "
            "grant host control operate employ implement"
        ),
        "=",
    )
    | dict.fromkeys(
        words_of("increase increasing increased raise raising raised lift boost expand improve improving"),
        "+",
    )
    | dict.fromkeys(
        words_of(
            "reduce reducing reduced cut cutting lower lowering lowered decrease decreasing shorten slash"
        ),
        "-",
    )
)
HEADS = frozenset(
    words_of(
        "we will shall should must to that it and or but while with which where whose who by then also the a an in of its their our his her this these those \0 strive aim aims ensure for as at from is are was were be has have had on "
        "here not about around over such only including especially meanwhile moreover furthermore today currently now further thereby so if when basically, steadily gradually "
        "other another all each every some any there i.e e.g. than both into"
    )
)
STOPS = ENGLISH_COUNTED.stops | {
    GAP,
    "reached",
    "reach",
    "reaching",
    "rose",
    "grew",
    "respectively",
    "across",
    "through",
    "via",
    "within",
    "among",
    "so",
    "if",
    "can",
    "must",
    "may",
    "up",
    "down",
    "being",
    "there",
    "worth",
}
INNER = frozenset(("of", "in", "on", "for", "per", "to", "the", "and", "at", "from", "by", "with"))
FINITE = frozenset(
    words_of("will shall should must would is are was were has have had can could may do did")
) | frozenset(
    word
    for word in (*UP, *DOWN, *LEVELS)
    if word.endswith(("ed", "ose", "ew", "ell", "es"))
    and " " not in word
    and word not in ("increases", "decreases", "rises", "declines")
)
GENERIC = frozenset(
    words_of(
        "target targets goal goals total average rate level figure it they this that which average_rate average annual increase total_of them number amount estimated"
    )
)
NUMBERED = re.compile(
    r"(?:articles?|sections?|chapters?|pages?|tables?|figures?|box|boxes|part|parts|no\.?|nos\.?|volumes?|phases?|columns?|steps?|versions?|annex|appendix|document|item|items|vol\.?|pp?\.|note|notes|level|class|category|top|grade|aged?|ages|panel|stage|route|model|type|line|covid|fortune|next|past|last|within|every|first|the|per)\s?$"
)
PAST_VERBS = frozenset(
    word for word in TAIL_VERBS if word.split(" ")[0].endswith(("ed", "ose", "ew", "ell", "ood"))
)
HAVING = frozenset(("has", "have", "had", "held"))
NOUNS_IN_ING = frozenset(
    words_of(
        "building spending manufacturing engineering training processing housing mining accounting including financing lending funding planning beijing nanjing chongqing"
    )
)
FUTURE = frozenset(words_of("will shall should must would to be been being"))
QUOTED = re.compile(r"“[^”]{0,40}$")
NO_COUNT = re.compile(r"(?:[\d]-|[“\"\[#])$")
LEAD_IN = frozenset(
    words_of(
        "in for with among including into these those all over on than least most per for from across through between nearly serving via covering making"
    )
)
CAN_MULTIPLY = re.compile(
    r"(?:^|[,;:.] |(?<![a-z])(?:to|will|would|and|should|must|than|can|could|nearly|almost) )$"
)
MULTIPLIED = re.compile(r" (?:the|its|their|our|by|in|that|from|over|per|within)(?![a-z])|[,.;]|$")
DOINGS = frozenset(
    words_of(
        "management protection remediation rehabilitation conservation expansion establishment development construction production completion building creation implementation formation forestation restoration renovation treatment governance cultivation addition transformation"
    )
)
PAST = frozenset(
    words_of("held saw kept brought made hit cut bought built sold spent had put set held came went took won")
)
AFTER_NOUNS = frozenset(
    words_of("of in on for and is will as")
)  # what stands before these is a noun: spending on science
MOVERS = frozenset(words_of("bring bringing brought push keep maintain get drive limit control"))
BULK = frozenset(words_of("land area areas water it them residents"))
AFTER_BARE = re.compile(
    r"$|[.,;:)\]\n]| (?:by|in|on|per|from|at|over|for|during|or|compared|this|last|while|as|of|to|through|within|between|annually|yearly|and \d|respectively)(?![a-z])"
)
QUANTITIES = frozenset(
    words_of(
        "capacity output fleet network area volume sales stock length coverage supply demand reserves density lines"
    )
)
TIME_BEFORE = re.compile(
    r"(?:to|reach|reached|reaches|exceed|exceeds|exceeded|surpass|expectancy of|at) (?:about |around |over |more than )?$"
)
NO_CLAUSE = re.compile(
    r"(?<![a-z])(?:fined?|fines|penalt(?:y|ies)|imprisonment|attended|delegates|participants|attendees|telephone|tel\.|votes?|voted|published by|translat(?:or|ion)|isbn|page)(?![a-z])"
)
SUFFIX = re.compile(
    r" (?:(?P<least>or more|or higher|or above|or over|and above|and over|or greater|or better)|(?P<most>or less|or lower|or below|or fewer|or under)|(?P<about>or so))(?![a-z])"
)
SUFFIX_SIGNS = {"least": ">=", "most": "<=", "about": "~"}
CHANGE_AFTER = re.compile(
    r" (?:(?P<up>increase|rise|growth|jump|gain|expansion|improvement)|(?P<down>reduction|decrease|drop|decline|cut|fall))(?: (?:in|of) |(?![a-z]))"
)
TOKEN = re.compile(r"\0|(?:[a-z0-9&'’./%+-]|,(?=\d))+")
NUMBER_OF = re.compile(r"\bnumber of ([a-z0-9&' -]{3,70})")
