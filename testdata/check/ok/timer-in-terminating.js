// Timers end where the session does; a helper that could set one knows of the end.
//
//     voxemu run testdata/check/ok/timer-in-terminating.js --do 'wait 1s; hangup'
let over = false;
let beat = 0;

function next() {
  if (over) return;
  beat = setTimeout(next, 5000);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  next();
  call.addEventListener(CallEvents.Disconnected, () => setTimeout(VoxEngine.terminate, 200));
  call.answer();
});

VoxEngine.addEventListener(AppEvents.Terminating, () => {
  over = true;
  clearTimeout(beat);
  next();
});
