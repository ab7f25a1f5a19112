// A dialogue written as a loop: an asynchronous generator turns the digits of the call into a sequence, and the conversation reads it.
//
//     voxemu run scenarios/examples/dialogue-steps --do 'wait-heard /customer number/; press 815#; wait-heard /how many/i; press 3#'
const voice = VoiceList.Amazon.en_US_Joanna;

// entries yields what the caller enters, up to each hash key.
async function* entries(call: Call): AsyncGenerator<string> {
  const tones: string[] = [];
  let wake: (() => void) | undefined;
  call.handleTones(true);
  call.addEventListener(CallEvents.ToneReceived, ({ tone }: { tone: string }) => {
    tones.push(tone);
    wake?.();
  });
  let entry = '';
  for (;;) {
    while (tones.length === 0) await new Promise<void>((resolve) => { wake = resolve; });
    const tone = tones.shift()!;
    if (tone === '#') {
      yield entry;
      entry = '';
    } else {
      entry += tone;
    }
  }
}

async function order(call: Call): Promise<void> {
  const questions = ['Enter your customer number and the hash key.', 'How many do you want?'];
  const answers: string[] = [];
  call.say(questions[0], { voice });
  for await (const entry of entries(call)) {
    answers.push(entry);
    if (answers.length === questions.length) break;
    call.say(questions[answers.length], { voice });
  }
  Logger.write(`customer ${answers[0]} orders ${answers[1]}`);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.say(`Thank you. ${answers[1]} pieces are on their way.`, { voice });
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => order(call));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
