// The same with promises: progress on the way, a result or a next attempt at the end.
//
//     voxemu run testdata/check/ok/outbound-async-report.js --start --custom-data '{"phone":"15550200"}' --far testdata/check/ok/far.yaml
const { phone = '', lang = 'en', attempts = '0' } = JSON.parse(VoxEngine.customData() || '{}');
const voices = { en: VoiceList.Amazon.en_US_Joanna, de: VoiceList.Amazon.de_DE_Vicki };

async function report(outcome) {
  try {
    if (outcome.done) {
      await CallList.reportResultAsync(JSON.stringify(outcome));
    } else {
      await CallList.requestNextAttemptAsync({
        attempts_left: Number(attempts) > 0 ? Number(attempts) - 1 : 0,
        start_at: Math.floor(Date.now() / 1000) + 3600,
        error: outcome.reason,
      });
    }
  } catch (error) {
    Logger.write(`not reported: ${JSON.stringify(error)}`);
  } finally {
    VoxEngine.terminate();
  }
}

VoxEngine.addEventListener(AppEvents.Started, async () => {
  if (!/^\+?\d{8,15}$/.test(phone)) return report({ done: true, reason: 'no number' });
  CallList.reportProgressAsync('calling').catch((e) => Logger.write(e));
  const call = VoxEngine.callPSTN(phone, '15550100', { followDiversion: false });
  call.addEventListener(CallEvents.Connected, () => call.say('Hello.', { voice: voices[lang] ?? voices.en }));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Failed, ({ code, reason }) => report({ done: false, reason: `${code} ${reason}` }));
  call.addEventListener(CallEvents.Disconnected, ({ duration }) => report({ done: true, duration }));
});
