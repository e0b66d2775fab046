"""Words that titles of documents in English text are made of, as parts of regular expressions."""

from __future__ import annotations

KIND = (
    "Opinions?|Measures|Regulations?|Provisions|Notice|Notification|Circular|Guidelines|Guidance|Decisions?"
    "|Outline|Plan|Strategy|Catalogue|Catalog|Rules|Law|Policies|Programme|Program|Action Plan|Interpretation"
    "|Blueprint|White Paper|Resolutions?|Announcement(?= on )"
)
SMALL = (
    "of|on|for|the|and|to|in|by|from|with|into|through|out|up|a|an|concerning|regarding|relating"
    "|under|at|as|s"
)
# "or" inside a title, but not before a second one: the Measures for Pigs or the Law on Cows.
OR = rf"or(?! (?:the |an? )?(?:[A-Z]\w+ )?(?:{KIND}|Acts?|Articles?|Orders?|Decrees?)\b)"
# A full stop belongs to a word only inside it and in U.S.; otherwise it ends the sentence, and so the title.
WORD = (
    r"(?:(?:[A-Z]\.){2,6}|[A-Z](?:[\w’'&/–-]|\.(?=\w)){0,40}+|\(?\d{4}[-–—]\d{2,4}\)?"
    r"|\d+(?:th|st|nd|rd)\b(?:-[\w-]+)?)"
)
NAME = rf"(?!(?:{KIND}|Act)\b){WORD}"
# High - Quality: a compound whose hyphen has spaces, as machines translate it.
COMPOUND = (
    r"[-–] (?:Quality|Year|Level|Generation|Rural|Led|Tech|Speed|Scale|End|Term|Carbon|Model|Driven|Based"
    r"|Oriented|Value|Efficiency|Depth|Type|Enabled|Powered|Assisted)\b"
)
# What qualifies a document or its subject: (Trial), (V1.0), (2023 - 2025), (2018 Edition).
BRACKET = (
    r"\((?:\d{4} ?[-–—] ?\d{2,4}|[Vv]?\d{1,2}(?:\.\d{1,2}){1,2}|Trial(?: Implementation)?|Interim|Provisional"
    r"|(?:[A-Z][a-z]+ )?Draft(?: for (?:Public |Soliciting )?(?:Comments?|Opinions))?"
    r"|(?:Public )?Version \d{1,4}|\d{4} (?:Edition|Version|Revision))\)"
)
