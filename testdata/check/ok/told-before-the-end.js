// The outcome is sent before the call is hung up and the session ended, in functions of their own; a flag says that it has been.
//
//     voxemu run testdata/check/ok/told-before-the-end.js --do 'wait 30s' --far testdata/check/ok/far.yaml
let call;
let over = false;

class Refused extends Error {}

function refuse(reason) {
  Logger.write(reason);
  VoxEngine.terminate();
  throw new Refused(reason);
}

function report(outcome) {
  return Net.httpRequestAsync(`https://crm.example.invalid/calls?outcome=${outcome}`).catch((error) => Logger.write(error));
}

// Only called when everything has been told.
function close() {
  call.hangup();
  VoxEngine.terminate();
}

async function end(outcome) {
  if (over) return;
  over = true;
  await report(outcome);
  close();
}

function answer(destination) {
  if (!destination) refuse('nobody was dialled');
  call.answer();
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  call = e.call;
  call.addEventListener(CallEvents.Connected, () => call.say('Goodbye.'));
  call.addEventListener(CallEvents.PlaybackFinished, () => end('heard'));
  call.addEventListener(CallEvents.Disconnected, () => end('gone'));
  try {
    answer(e.destination);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
});
