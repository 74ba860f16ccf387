"""What the glued pages of part C are made of; `glued` explains the marks."""

NAMES = [
    "Chiara Donati",
    "Samuel Oyelaran",
    "Farida Mansour",
    "Jens Holmqvist",
    "Wei-Lin Tsai",
    "Dermot Quigley",
    "Amal bint Rashid",
]
PUBLISHERS = [
    "AFP",
    "Al-Monitor",
    "Kurdistan24",
    "The National",
    "Valley Argus",
    "Northern Sentinel",
    "Euphrates Wire",
    "Port Said Gazette",
    "Foreign Policy",
    "The Cape Examiner",
]
PLACES = ["RAQQA, Syria", "DOHA", "VIENNA", "KUWAIT CITY", "Basra", "LONDON"]
DATES = ["%B %d %Y", "%d-%b-%Y", "%a %-d %b %Y %H.%M %Z", "%Y/%m/%d", "%-d %B, %Y %-I:%M%p", "%A, %B %-d, %Y - %H:%M"]
PUBLISHED = ["{d}", "Date published: {d}", "Article published {d}", "Modified: {d}", "{d} 4 mins read", "On {d}"]
AGES = ["Just now", "1 hr ago", "6 hrs ago", "3 days ago", "one hour ago", "2 weeks ago", "15m"]
BYLINES = [
    "By: {n}",
    "{n} for {p}",
    "{n} and {m}\nStaff writers",
    "Written by {n}",
    "By {n}, in {place}",
    "By our correspondent",
]
LINES = [
    "Sponsored",
    "Supported by",
    "SKIP ADVERTISEMENT",
    "Getting your Trinity Audio player ready...",
    "Share full article",
    "Give this article",
    "Tap to unmute",
    "Become a supporter for as little as $3 a month.",
    "Quick Reads",
    "View all posts by the author",
    "READ MORE: What happens after the vote?",
    "See also: The long road to a budget",
    "Our journalism depends on you. Please consider a donation.",
    "This page requires JavaScript to be enabled.",
    "Sign up to First Light, our free weekday email",
    "Privacy notice: newsletters may contain information about charities and online ads.",
    "Allow content provided by a third party?",
    "Make us your preferred source on Google",
    "Back to the homepage",
    "All content © Valley Argus Ltd",
    "Have a tip? Write to tips@example.org",
    "0 Shares",
    "Translated from Arabic by the editors",
]
CAPTIONS = [
    "Demonstrators in the square on Thursday. Credit... {n} for the Northern Sentinel",
    "People queue at a polling station, 2 May 2025. ({n}/EPA-EFE)",
    "Illustration by {n}",
    "[File: {n}/AFP]",
    "The minister speaks to the press. (Handout via Reuters)",
    "Courtesy of the Ministry of Culture",
    "Pictured: the old bridge at dawn.",
    "Smoke rises over the port - {n}/Shutterstock",
]
GLUED_CAPTIONS = ["Fishermen mend their nets on the quay, 4 May 2025. {n}/Getty Images"]
TAILS = ["[…]", "… Read more", "More »"]
ASIDES = ["Keep reading", "What we're reading", "Stories for you", "Don't miss", "More top stories"]
TEASERS = [
    "Salt, sugar and the price of bread",
    "New bus lanes divide a quiet town",
    "A library moves, book by book",
    "Who owns the water under the plain?",
    "Pilots vote on the winter timetable",
]
SUMMARY_LABELS = [
    "Summarize with AI",
    "The brief, by AI",
    "In 30 seconds",
    "Bullet points by AI",
    "Article summary",
    "Top line",
]
SUMMARY_NOTES = ["AI-generated. Check the article for details.", "Produced by a language model."]
BIOS = [
    "{n} is Middle East editor at {p}.",
    "{n} teaches history and is a contributing writer to {p}.",
    "Contact {n} at desk@example.org.",
    "{n} is a reporter covering courts and prisons. He joined {p} in 2019.",
]
CORRECTIONS = [
    "A correction was made on June 4, 2025: An earlier version of this article gave a wrong date.",
    "When we learn of a mistake, we acknowledge it with a correction.",
    "(Reporting by {n}; Editing by {m})",
    "{n} reported from Doha and {m} from London.",
    "This report first appeared in the print edition.",
]
MASTHEADS = [
    "The Week in Review, {d}",
    "AM Briefing · {d}",
    "Five stories you should read today",
    "Media monitoring {d}",
    "News summary",
]
GREETINGS = ["Morning! It's a busy one.", "You're reading our daily email about politics."]
LIVE = {
    "head": ["Live now", "Latest updates", "LIVE - follow our coverage"],
    "time": ["[14:32]", "At 14.32", "14:32 | Baghdad", "2:32pm", "3 Jun 2025 14.32 CEST"],
    "foot": ["Updated", "Show key events only", "Key event"],
}
SIGN_OFFS = ["Did you like this email? Let us know.", "Edited by the night desk."]
KICKERS = ["Diplomacy", "LONG READ", "News | Gulf"]
SUBHEADS = ["– The next round –", "Waiting for an answer", "How did it come to this?"]
