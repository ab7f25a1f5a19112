// Each way out says something first; terminate comes last, wherever it is written.
//
//     voxemu run testdata/check/ok/last-words.js --do 'wait-heard /Press/; press 1; wait 4s'
//     voxemu run testdata/check/ok/last-words.js --do 'wait-heard /Press/; press 5; wait 4s'
//     voxemu run testdata/check/ok/last-words.js --do 'wait-heard /Press/; hangup'
let call;
const goodbye = (text) => new Promise((resolve) => {
  call.addEventListener(CallEvents.PlaybackFinished, resolve);
  call.say(text);
});
const exits = {
  1: async () => {
    await goodbye('Thank you.');
    VoxEngine.terminate();
  },
  2: () => goodbye('See you.').then(() => VoxEngine.terminate()),
  other: () => {
    call.hangup();
    Logger.write('no such key');
  },
};

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  ({ call } = e);
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('Press one or two.');
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    call.handleTones(false);
    const exit = exits[tone] || exits.other;
    exit();
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    VoxEngine.terminate();
    return 'over';
  });
  if (e.headers['X-Test'] === 'busy') call.reject(486);
  else call.answer();
});

VoxEngine.addEventListener(AppEvents.Terminating, () => {
  const summary = [call?.id(), new Date().toISOString()].join(' ');
  Net.httpRequest('https://log.example.invalid/', (result) => Logger.write(result.code), { method: 'POST', postData: summary });
});
