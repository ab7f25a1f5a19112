// Each branch ends the session or goes on; nothing is done after terminate but writing.
//
//     voxemu run testdata/check/ok/branches.js --start --custom-data '15550301' --far testdata/check/ok/far.yaml
//     voxemu run testdata/check/ok/branches.js --start --custom-data 'nonsense'
//     voxemu run testdata/check/ok/branches.js --start
function end(reason) {
  Logger.write(reason);
  VoxEngine.terminate();
}

function valid(number) {
  if (!number) {
    end('no number');
    return false;
  }
  if (!/^\d+$/.test(number)) return end('no digits'), false;
  return true;
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  const number = VoxEngine.customData();
  if (!valid(number)) return;

  const call = VoxEngine.callPSTN(number, '15550100');
  const timer = setTimeout(() => end('too long'), 60000);

  call.addEventListener(CallEvents.Failed, ({ code }) => {
    clearTimeout(timer);
    if (code === 486) {
      end('busy');
    } else {
      end(`failed with ${code}`);
    }
    Logger.write('that was all');
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    clearTimeout(timer);
    try {
      end('over');
    } finally {
      Logger.write('really');
    }
  });
  call.addEventListener(CallEvents.Connected, () => {
    call.say('Hello.');
    if (call.state() !== 'CONNECTED') {
      VoxEngine.terminate();
      return;
    }
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  });
});
