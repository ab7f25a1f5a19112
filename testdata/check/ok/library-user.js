// What uses the library of library.js, if it is there.
//
//     voxemu run testdata/check/ok/library-user.js
const flow = typeof Flow === 'object' ? Flow : null;

function playAlone(call, text) {
  return new Promise((resolve) => {
    call.addEventListener(CallEvents.PlaybackFinished, () => resolve(call));
    call.say(text);
  });
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const play = flow ? flow.play : playAlone;
  call.addEventListener(CallEvents.Connected, async () => {
    await play(call, 'Hello.');
    if (typeof hangupAfter === 'function') hangupAfter(call, 1000);
    else call.hangup();
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
