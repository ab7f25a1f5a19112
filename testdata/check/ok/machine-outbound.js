/**
 * Outbound survey with an answer by voice, and a webhook with the result.
 *
 *     voxemu run testdata/check/ok/machine-outbound.js --start --custom-data '{"to":"15550306","question":"Are you satisfied?"}' --far testdata/check/ok/far.yaml
 */
require(Modules.ASR);

const WEBHOOK_URL = 'https://hooks.example.invalid/survey';
const MAX_CALL_DURATION = 5 * 60 * 1000;

let call = null;
let asr = null;
let watchdog = null;
const result = { status: 'unknown', transcript: [], startedAt: null, endedAt: null };

/** Parses what the session was started with. */
const parseCustomData = () => {
  const raw = VoxEngine.customData();
  if (!raw) throw new Error('no custom data');
  const data = JSON.parse(raw);
  if (!data.to) throw new Error('no number');
  return { language: 'en-US', callerId: '15550100', ...data };
};

const sendWebhook = async () => {
  const options = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    postData: JSON.stringify(result),
    timeout: 10,
  };
  try {
    const response = await Net.httpRequestAsync(WEBHOOK_URL, options);
    if (response.code < 200 || response.code >= 300) Logger.write(`webhook: ${response.code}`);
  } catch (error) {
    Logger.write(`webhook: ${error}`);
  }
};

const finish = async (status) => {
  if (result.endedAt) return;
  clearTimeout(watchdog);
  result.status = status;
  result.endedAt = new Date().toISOString();
  await sendWebhook();
  VoxEngine.terminate();
};

const listen = () => {
  asr = VoxEngine.createASR({
    profile: ASRProfileList.Google.en_US,
    interimResults: false,
    singleUtterance: true,
  });
  asr.addEventListener(ASREvents.Result, ({ text, confidence }) => {
    result.transcript.push({ text, confidence });
    asr.stop();
    call.removeEventListener(CallEvents.PlaybackFinished);
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
    call.say('Thank you.');
  });
  asr.addEventListener(ASREvents.ASRError, ({ error }) => {
    Logger.write(error);
    call.hangup();
  });
  call.sendMediaTo(asr);
};

VoxEngine.addEventListener(AppEvents.Started, async () => {
  let data;
  try {
    data = parseCustomData();
  } catch (error) {
    Logger.write(`bad custom data: ${error.message}`);
    await finish('invalid');
    return;
  }

  call = VoxEngine.callPSTN(data.to, data.callerId);
  watchdog = setTimeout(() => call.hangup(), MAX_CALL_DURATION);

  call.addEventListener(CallEvents.Connected, () => {
    result.startedAt = new Date().toISOString();
    call.say(data.question);
  });
  call.addEventListener(CallEvents.PlaybackFinished, listen);
  call.addEventListener(CallEvents.Failed, ({ code }) => finish(`failed ${code}`));
  call.addEventListener(CallEvents.Disconnected, () => finish('completed'));
});
