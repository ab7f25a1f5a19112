// What may stand behind terminate(): nothing, a return, the log, a branch that isn't taken then.
//
//     voxemu run testdata/check/ok/acts-after-terminate.js --do 'wait 2s; hangup'
function stop(reason) {
  Logger.write(reason);
  return VoxEngine.terminate();
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid, destination }) => {
  if (!destination) return stop('no number');
  if (callerid === '15550666') {
    call.reject(603);
    VoxEngine.terminate();
  } else {
    call.answer();
  }
  call.addEventListener(CallEvents.Disconnected, ({ duration }) => {
    VoxEngine.terminate();
    Logger.write(`${duration} s`);
    call.hangup();
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    if (callerid) VoxEngine.terminate();
    if (callerid) return;
    call.say('Again.');
  });
  call.addEventListener(CallEvents.Connected, () => {
    setTimeout(() => stop('too long'), 60000);
    call.say('Hello.');
  });
});
