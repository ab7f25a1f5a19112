// Names of today beside those that have a successor, and names of the scenario's own that are like the old ones.
//
//     voxemu run testdata/check/ok/deprecated-name.js
require(Modules.ASR);

const gate = { decline: (call) => call.reject(603) };
const ASRDictionaries = { names: 'names' };

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  if (callerid === 'anonymous') {
    gate.decline(call);
    return;
  }
  const asr = VoxEngine.createASR({ profile: ASRProfileList.Yandex.ru_RU, model: ASRModelList.Yandex.general });
  asr.addEventListener(ASREvents.Result, ({ text }) => Logger.write(text + ASRDictionaries.names));
  call.addEventListener(CallEvents.MediaStatisticsReceived, () => Logger.write('statistics'));
  call.addEventListener(CallEvents.Connected, () => {
    call.sendMediaTo(asr);
    setTimeout(() => call.hangup(), 1000);
  });
  call.answer();
});
