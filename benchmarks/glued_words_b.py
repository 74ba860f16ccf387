"""What the glued pages of part B are made of; `glued` explains the marks."""

NAMES = [
    "Tomas Ferreira",
    "Hana Okada",
    "Sinéad O'Rourke",
    "Yusuf al-Amiri",
    "Ingrid van der Berg",
    "Mei Castellanos",
    "Raj P. Menon",
]
PUBLISHERS = [
    "Associated Press",
    "BBC News",
    "The New Arab",
    "Shafaq News",
    "Sandbank Courier",
    "The Daily Lantern",
    "Oxbow Tribune",
    "Levant Observer",
    "Kestrel Online",
    "Financial Times",
]
PLACES = ["AMMAN, Jordan", "BEIRUT", "THE HAGUE", "NEW YORK", "Ankara", "SAN MARTIN"]
DATES = ["%-d %b %Y, %H:%M", "%A %B %-d, %Y", "%d.%m.%Y", "%b %-d, %Y %-I:%M %p ET", "%a, %d %b %Y %H:%M:%S GMT"]
PUBLISHED = [
    "{d}",
    "First published on {d}",
    "Last updated {d}",
    "{d} | 3 minute read",
    "Date: {d}",
    "Publication date: {d}",
]
AGES = ["About 4 hours ago", "12 mins ago", "1 day ago", "5h", "a week ago", "Updated 40 minutes ago", "2d"]
BYLINES = ["By {n} in {place}", "Words by {n}", "Story by {n}", "By {n} | {p}", "BY {N}", "{n}, Chief political writer"]
LINES = [
    "ADVERTISEMENT - SCROLL TO CONTINUE",
    "Article continues after sponsor message",
    "Copy the link to share this story",
    "Email this to a friend",
    "Enter your email address to get our weekly bulletin",
    "Get the day's top headlines delivered to your inbox every morning.",
    "You have 2 free articles left this month.",
    "Join our WhatsApp channel for the latest updates",
    "Also read | Who gains from the budget",
    "READ ALSO: What the minister did not say",
    "Copyright © Kestrel Online 2025",
    "This website uses cookies. By continuing to browse you agree to our use of them.",
    "Reject non-essential cookies",
    "Watch: The speech in two minutes",
    "Leave a comment",
    "Add to your reading list",
    "Reproduction without permission is prohibited.",
    "Get our app on the App Store and Google Play",
    "www.example.com/world/5678.html",
    "Tags: diplomacy | oil | parliament",
    "Enjoying this story? Tell a friend.",
    "Font size: A- A+",
    "Report an error",
]
CAPTIONS = [
    "Workers repair a power line after the storm, May 30, 2025. AP/{n}",
    "File photo of the chamber during a debate.",
    "Picture: {n}",
    "Supporters gather outside the court (Credit: {n}/EPA)",
    "Image: {n}/Anadolu Agency via Getty Images",
    "The envoy leaves the building on Tuesday. © AFP",
    "Trucks wait at the crossing. {n}, AFP/Getty",
    "Photo credit: Ministry of Information",
    "(Photo by {n}/NurPhoto via Getty Images)",
]
GLUED_CAPTIONS = ["Soldiers stand guard at the gate of the palace on Friday. (Photo by {n}/AFP)"]
TAILS = ["Continue reading at {p}.", "Read the whole story here.", "Sign up here for the newsletter."]
ASIDES = ["You may also like", "Trending now", "Read next", "More on this story", "Popular in World"]
TEASERS = [
    "Farmers count the cost of a dry spring",
    "Old railway to carry freight once more",
    "Court delays ruling on fishing rights",
    "What the new tram means for the suburbs",
    "In the hills, a quiet vote on water",
]
SUMMARY_LABELS = [
    "Key takeaways",
    "Summary by Kestrel AI",
    "Quick summary (AI)",
    "AI overview",
    "AI-assisted summary",
    "In short",
]
SUMMARY_NOTES = [
    "This summary was created by AI and reviewed by our editors.",
    "Generated with AI. It may contain errors.",
]
BIOS = [
    "{n} is the chief diplomatic correspondent of {p}. She was previously based in Cairo.",
    "{n} writes about energy and trade for {p}.",
    "ABOUT THE WRITER\n{n} has reported from the region since 2009.",
    "{n} is a freelance journalist who covers the Gulf.",
]
CORRECTIONS = [
    "This article was amended on 4 June 2025 to correct the spelling of a name.",
    "Editor's note: the headline of this story has been changed.",
    "Additional reporting by {n}; writing by {m}; editing by Hugh Larsson",
    "With reporting from {n} in Amman and AFP",
    "Clarification: The figure in the third paragraph is an estimate.",
]
MASTHEADS = [
    "Weekly Roundup - {d}",
    "The Evening Bulletin\n{d}",
    "MEDIA REVIEW, {d}",
    "World news in brief",
    "Today's headlines",
]
GREETINGS = ["Good evening, and welcome to this week's edition.", "Hello, here are the stories we are following."]
LIVE = {
    "head": ["Live reporting", "LIVE COVERAGE", "Follow live"],
    "time": ["Posted at 14:32", "14h32", "2:32 PM", "14:32 (11:32 GMT)", "1h ago 14.32 CEST"],
    "foot": ["Share this post", "Last updated at 14:40", "Copy link to post"],
}
SIGN_OFFS = [
    "You are receiving this email because you signed up for our newsletter.",
    "Was this email forwarded to you? Sign up here.",
]
KICKERS = ["World", "ANALYSIS", "Iraq", "Exclusive"]
SUBHEADS = ["No way back", "The view from the street", "‘Nobody asked us’"]
