// Messages between families and those who help: the parent's, then the worker's, and so on.

struct ToldMessage: Sendable {
  let isFamily: Bool
  /// Days ago, counted from the day of the filling.
  let daysAgo: Int
  let hour: Double
  let words: String
  /// Needs no answer.
  let isThanks: Bool
  init(_ who: Who, _ daysAgo: Int, _ hour: Double, _ words: String) {
    (isFamily, self.daysAgo, self.hour, self.words) = (who != .worker, daysAgo, hour, words)
    isThanks = who == .thanks
  }
  enum Who: Sendable { case family, worker, thanks }
}

let conversations: [[ToldMessage]] = [
  [
    .init(
      .family, 40, 19.5,
      """
      Hello {worker}, {child} did the sign for more at nursery today and they did not know what it meant! Could \
      you send them the sheet?
      """
    ),
    .init(
      .worker, 39, 9.25,
      """
      What lovely news. I have sent the sheet to Mrs Ames at nursery and said that {child} knows all six. \
      Please tell {him} well done from me.
      """
    ),
    .init(.thanks, 38, 20, "Thank you. She has put it on the wall."),
    .init(.family, 12, 20.5, "Quick question. {He} has started throwing the spoon. Do we stop or carry on?"),
    .init(
      .worker, 11, 10.5,
      """
      Carry on, and end the meal the moment it is thrown, without a word. Sign ‘finished’. It usually passes in \
      a week. We will look at it together on my next visit.
      """
    ),
    .init(
      .family, 1, 19.75,
      "The hearing test letter has come, it is on the same morning as your next visit. What shall we do?"),
  ],
  [
    .init(
      .worker, 20, 14,
      """
      Hello, this is {worker}. I have put our next meeting in for the day that you said suits you. Grandma is \
      welcome too.
      """
    ),
    .init(.thanks, 19, 18.5, "Thanks. She will come if her knee lets her."),
    .init(
      .family, 6, 21,
      """
      {child} has been awake from two every night this week. I am so tired that I put the milk in the cupboard. \
      Is there anything else we can try?
      """
    ),
    .init(
      .worker, 5, 9,
      """
      That sounds hard. I have asked the health visitor to ring you today about the nights. Until then: same \
      time, same light, and swap with somebody for one night if you can. You are not doing it wrong.
      """
    ),
    .init(.thanks, 4, 13, "She rang. It helped to talk. Thank you for being quick."),
  ],
  [
    .init(
      .family, 9, 8.25,
      """
      The school has sent another letter about attendance. You said they would stop. I feel sick each time the \
      post comes.
      """
    ),
    .init(
      .worker, 9, 11.5,
      """
      I am sorry. I have spoken with the head’s office just now: it was sent by the system and means nothing. \
      They have taken {child} off the list. I have asked for that in writing and will show you.
      """
    ),
    .init(.thanks, 8, 17, "OK. Thank you. {child} says you are all right."),
    .init(
      .worker, 2, 15,
      """
      Here is the note from school that the letters have stopped. See you at the meeting. {child} can join by \
      message if {he} likes that better.
      """
    ),
  ],
  [
    .init(
      .family, 4, 16,
      """
      We cannot do Tuesday after all, the boiler man is coming and it is that or no heating. Could it be later \
      in the week?
      """
    ),
    .init(.family, 3, 9.5, "Sorry to chase. Did you see this?"),
  ],
  [
    .init(
      .worker, 30, 12,
      """
      It was good to meet you all. I have written down what you said in your own words. Please read it and tell \
      me what I have got wrong.
      """
    ),
    .init(.family, 28, 20, "It is right, only {his} nan is not 70 she is 64 and she is not happy!"),
    .init(.worker, 27, 9, "My apologies to Nan. It is put right."),
    .init(.thanks, 26, 18, "She forgives you."),
  ],
  [
    .init(
      .family, 15, 19,
      "Can you tell me who the lady from the education office is that looked at the record? I do not know the name."),
    .init(
      .worker, 14, 10,
      """
      That is the specialist teacher for early years. She looked because she is coming to the meeting, as we \
      agreed. You can see each name, and why they looked, on your page under ‘Who has looked’.
      """
    ),
    .init(.thanks, 14, 19.25, "Ah yes. Thank you, that is fine."),
    .init(.family, 2, 20, "{child} asked for the toilet with the card today!!! Had to tell somebody."),
  ],
]

/// What somebody of the family has added in their own words.
let familyWords: [String] = [
  """
  {child} is not a list of things {he} cannot do. {He} is the one who makes everybody in this house laugh \
  before breakfast.
  """,
  "Please do not ask {him} to look at you. {He} listens better when {he} does not have to.",
  "Best time to talk to us is after seven, when the house is quiet.",
  "What helped most was that one person rang back when she said she would.",
  "We would like people to read this before they come, so that we do not have to start at the beginning.",
]
