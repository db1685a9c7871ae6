import Kernel
import Voice

// What is asked in Thorneshire, and what people answer.

let breaksQuestions: [QuestionContent] = [
  QuestionContent(
    section: "About you", kind: .one, words: "Who are you?",
    options: ["A parent or carer", "A young person", "Somebody who works with families"], isRequired: true,
    isGroup: true),
  QuestionContent(
    section: "About you", kind: .one, words: "Where do you live?", options: ["North", "South", "In another county"],
    isGroup: true),
  QuestionContent(
    section: "Short breaks", kind: .faces, words: "How are short breaks for you?",
    hint: "A short break is a club, a day out or a night away.", isRequired: true),
  QuestionContent(
    section: "Short breaks", kind: .several, words: "When would you need more of them?",
    options: ["Evenings", "Saturdays", "School holidays", "Overnight"]),
  QuestionContent(
    section: "Short breaks", kind: .one, words: "Did you ask for a break that you did not get?",
    options: ["Yes", "No"], isRequired: true),
  QuestionContent(
    section: "Short breaks", kind: .one, words: "What was in the way?",
    options: ["There was no place", "It was too far", "Nobody told us how to ask", "Something else"],
    onlyIf: OnlyIf(position: 5, option: 0)),
  QuestionContent(kind: .number, words: "How many days a year would help?", least: 0, most: 99),
  QuestionContent(kind: .words, words: "What is the one thing that we should change?"),
]

let breaksWords = [
  "Clubs on Saturday, please. The week is full as it is.", "My brother could not come because of the hoist.",
  "The bus comes an hour too early.", "It was good. The people know him and he laughs.",
  "I want to choose who comes with me.", "We only heard of it from another mother.",
]

let playQuestions: [QuestionContent] = [
  QuestionContent(kind: .faces, words: "How is the playground near you?", isRequired: true),
  QuestionContent(
    kind: .several, words: "What would make it better?",
    options: ["Swings for wheelchairs", "A fence", "A quiet place", "A toilet that everybody can use"]),
  QuestionContent(
    kind: .one, words: "How old is the child?", options: ["Under 5", "5 to 10", "11 or older"], isGroup: true),
  QuestionContent(kind: .words, words: "What else would you like to tell us?"),
]

let playInUrdu: [String: String] = [
  "title": "سب کے لیے کھیل کے میدان", "q1": "آپ کے قریب کھیل کا میدان کیسا ہے؟", "q1.0": "بہت اچھا", "q1.1": "اچھا",
  "q1.2": "ٹھیک", "q1.3": "اچھا نہیں", "q1.4": "بہت برا", "q2": "کیا چیز اسے بہتر بنائے گی؟",
  "q2.0": "وہیل چیئر کے لیے جھولے", "q2.1": "باڑ", "q2.2": "ایک پرسکون جگہ", "q2.3": "سب کے لیے بیت الخلا",
  "q3": "بچے کی عمر کیا ہے؟", "q3.0": "5 سال سے کم", "q3.1": "5 سے 10", "q3.2": "11 یا اس سے زیادہ",
  "q4": "آپ ہمیں اور کیا بتانا چاہیں گے؟", "send": "میرے جوابات بھیجیں", "missing": "اس سوال کا جواب دیں",
  "any": "آپ ایک سے زیادہ چن سکتے ہیں۔", "may_skip": "آپ اسے چھوڑ سکتے ہیں۔",
  "intro": "ہم کھیل کے میدان بہتر بنانا چاہتے ہیں۔ آپ کا نام نہیں پوچھا جائے گا۔", "thanks": "آپ کا شکریہ۔",
]

let playInEasyRead: [String: String] = [
  "title": "Tell us about your playground", "intro": "We want good playgrounds.\nYou do not have to say your name.",
  "q1": "Is your playground good?", "q2": "What do you want there?", "q3": "How old are you?",
  "q4": "Tell us more", "send": "Send", "may_skip": "You can skip this.", "any": "Choose as many as you like.",
]
