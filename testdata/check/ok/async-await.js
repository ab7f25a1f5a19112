// Async handlers whose failures are all caught: the call is answered in each case.
//
//     voxemu run testdata/check/ok/async-await.js
require(Modules.ApplicationStorage);

const hello = 'https://cdn.example.com/hello.mp3';

async function visits(number) {
  const entry = await ApplicationStorage.get(`visits:${number}`);
  const count = entry ? Number(entry.value) + 1 : 1;
  await ApplicationStorage.put(`visits:${number}`, String(count), 60 * 60 * 24 * 90);
  return count;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate());
  let count = 0;
  try {
    count = await visits(callerid);
  } catch (error) {
    Logger.write(`no count: ${error.message ?? error}`);
  }
  call.answer();
  await connected(call);
  await say(call, count > 1 ? `You call for the time number ${count}.` : 'Welcome.');
  call.hangup();
});

// These never reject, so that nobody has to catch anything.
function connected(call) {
  return new Promise((resolve) => call.addEventListener(CallEvents.Connected, () => resolve()));
}

function say(call, text) {
  return new Promise((resolve) => {
    const done = () => {
      call.removeEventListener(CallEvents.PlaybackFinished, done);
      resolve();
    };
    call.addEventListener(CallEvents.PlaybackFinished, done);
    call.say(text, { voice: VoiceList.Amazon.en_US_Joanna });
  });
}

Logger.write(`prompt: ${hello}`);
