// The call is answered or rejected on each path, though late and by others.
//
//     voxemu run testdata/check/ok/handled-later.js --do 'wait 2s'
//     voxemu run testdata/check/ok/handled-later.js --from anonymous
const decisions = {
  accept: (call) => call.answer(),
  busy: (call) => call.reject(486),
  later: (call) => setTimeout(() => call.answer(), 1000),
};

function decide(callerid, done) {
  if (callerid === 'anonymous') {
    done('busy');
    return;
  }
  Net.httpRequest(`https://gate.example.invalid/${callerid}`, (result) => {
    switch (result.code) {
      case 200:
        done('accept');
        break;
      case 403:
        done('busy');
        break;
      default:
        done('later');
    }
  }, { timeout: 3 });
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Connected, () => call.say('Hello.'));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate());
  call.ring();
  decide(callerid, (word) => decisions[word](call));
});
