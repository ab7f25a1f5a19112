// Names put together while it runs: nobody can tell them before.
//
//     voxemu run testdata/check/ok/dynamic-names.js --do 'wait 1s; hangup'
const wanted = ['Connected', 'Disconnected', 'OnHold', 'OffHold'];
const provider = 'Amazon';
const voiceName = ['en', 'US', 'Joanna'].join('_');

function voice() {
  const list = VoiceList[provider];
  return voiceName in list ? list[voiceName] : undefined;
}

// Names of our own that look like those of the API.
const CallStates = { Waiting: 1, Talking: 2 };
const Prompts = { Welcome: 'Welcome.' };
const api = { Net, Logger, get terminate() { return VoxEngine.terminate; } };

function log(Logger, text) {
  Logger.info(text);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let current = CallStates.Waiting;
  for (const name of wanted.filter((n) => CallEvents[n] !== undefined)) {
    call.addEventListener(CallEvents[name], (e) => {
      log({ info: (text) => api.Logger.write(text) }, `${name}: ${e.name}`);
      if (name === 'Connected') {
        current = CallStates.Talking;
        call['say'](Prompts.Welcome, { voice: voice() });
      }
      if (name === 'Disconnected') {
        Logger.write(`state ${current}`);
        api.terminate();
      }
    });
  }
  call[true ? 'answer' : 'reject']();
});

for (const key of Object.keys(CallEvents).slice(0, 2)) Logger.write(`${key} = ${CallEvents[key]}`);
