// A dialogue as a generator: each yield waits for what the caller does.
//
//     voxemu run testdata/check/ok/generator-steps.js --do 'wait-heard /age/; press 4; wait 100ms; press 2; wait-heard /sure/; press 1; wait 5s'
function* dialogue() {
  const tens = yield 'How old are you? Press two keys for your age.';
  const ones = yield null;
  const age = Number(tens) * 10 + Number(ones);
  outer: for (;;) {
    switch (yield `You are ${age}. Are you sure? Press 1 or 2.`) {
      case '1':
        break outer;
      case '2':
        return 'never mind';
      default:
        continue;
    }
  }
  return `age ${age}`;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const steps = dialogue();

  const advance = (input) => {
    const { value, done } = steps.next(input);
    if (done) {
      Logger.write(value);
      call.handleTones(false);
      call.hangup();
    } else if (value) {
      call.say(value);
    }
  };

  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    advance();
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => advance(tone));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
