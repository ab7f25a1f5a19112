// Each path handles the call, some of them later or elsewhere.
//
//     voxemu run testdata/check/ok/call-not-handled.js --do 'wait-heard /Hello/; wait 1s; hangup' --far testdata/check/ok/far.yaml
const waiting = [];

function later(call) {
  setTimeout(() => call.answer(), 300);
}

function refuse({ call }, code = 603) {
  call.reject(code);
  setTimeout(VoxEngine.terminate, 100);
}

function take() {
  waiting.splice(0).forEach((call) => call.answer());
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async (e) => {
  const { call, callerid, destination } = e;
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => call.say('Hello.'));
  if (!destination) return refuse(e);
  if (callerid === '15550666') {
    VoxEngine.terminate();
    return;
  }
  switch (destination.slice(-1)) {
    case '1':
      later(call);
      return;
    case '2':
      waiting.push(call);
      setTimeout(take, 200);
      break;
    case '3':
      call.ring();
      break;
    case '4': {
      const intro = VoxEngine.createURLPlayer({ url: 'https://cdn.example.com/intro.mp3' });
      call.startEarlyMedia();
      intro.sendMediaTo(call);
      intro.addEventListener(PlayerEvents.PlaybackFinished, () => call.answer());
      break;
    }
    default:
      await Net.httpRequestAsync('https://crm.example.com/callers').catch(() => null);
      call.answer();
  }
});
