// Handlers that run again and again and add listeners, each time for a new object or after removing the old one.
//
//     voxemu run testdata/check/ok/repeated-safe.js --do 'wait-heard /key/; press 1; wait 6s; press 2; wait 6s; press *; wait 1s' --far testdata/check/ok/far.yaml
const numbers = { 1: '15550200', 2: '15550202' };
let answered = 0;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const repeat = () => call.say('Press a key.');

  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    if (tone === '*') {
      call.hangup();
      return;
    }
    // A new leg each time: its listeners are its own.
    const leg = VoxEngine.callPSTN(numbers[tone] ?? '15550200', call.callerid());
    leg.addEventListener(CallEvents.Connected, () => {
      answered++;
      VoxEngine.sendMediaBetween(call, leg);
    });
    leg.addEventListener(CallEvents.Failed, ({ code }) => {
      call.removeEventListener(CallEvents.PlaybackFinished);
      call.addEventListener(CallEvents.PlaybackFinished, repeat);
      call.say(code === 486 ? 'Busy.' : 'Failed.');
    });
    leg.addEventListener(CallEvents.Disconnected, repeat);

    const player = VoxEngine.createTTSPlayer('One moment.');
    player.addEventListener(PlayerEvents.PlaybackFinished, function finished() {
      player.removeEventListener(PlayerEvents.PlaybackFinished, finished);
      Logger.write('played');
    });
    player.sendMediaTo(call);
  });

  call.addEventListener(CallEvents.Connected, function connected() {
    call.removeEventListener(CallEvents.Connected, connected);
    call.handleTones(true);
    repeat();
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    Logger.write(`${answered} answered`);
    VoxEngine.terminate();
  });
  call.answer();
});
