// Dictionaries of the recogniser are a thing of the past, and so are the models that go with them.
require(Modules.ASR);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const asr = VoxEngine.createASR({
    profile: ASRProfileList.Yandex.ru_RU,
    model: ASRModelList.Yandex.names,
    dict: ASRDictionary.NAMES_RU,
  });
  const other = VoxEngine.createASR({ profile: ASRProfileList.Google.en_US, model: ASRModelList.Yandex.general });
  asr.addEventListener(ASREvents.Result, () => call.hangup());
  call.addEventListener(CallEvents.Connected, () => {
    call.sendMediaTo(asr);
    call.sendMediaTo(other);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
