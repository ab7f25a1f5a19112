// A scenario that has the words of many rules and no secret.
require(Modules.ASR);
require(Modules.ApplicationStorage);

// ---------------------------------------------------------------------------------------------------------------------
const CRM_URL = 'https://crm.example.com/api/v1/contacts?limit=10&next_page=';
const settings = { apiKey: 'YOUR_API_KEY', telegramChat: '-100200300', language: 'ru-RU', timeout_ms: 5000, next_call: null, text_length: 0 };
let currentCallDuration = 0;
let recognitionResultsSoFar = [];

async function askOpenai(messages, temperature) {
  const secret = VoxEngine.getSecretValue('OPENAI_KEY_OF_THE_APPLICATION');
  const response = await Net.httpRequestAsync('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: ['Content-Type: application/json', 'Authorization: Bearer ' + secret],
    postData: JSON.stringify({ model: 'gpt-4o-mini', messages: messages, temperature: temperature }),
  });
  Logger.write(`answer of openai: ${response.code}, ${response.text.length} characters`);
  return JSON.parse(response.text).choices[0].message.content;
}

async function notifyTelegram(text) {
  const token = VoxEngine.getSecretValue('TELEGRAM_BOT_TOKEN');
  const url = `https://api.telegram.org/bot${token}/sendMessage?chat_id=${settings.telegramChat}&text=${encodeURIComponent(text)}`;
  const msg = await Net.httpRequestAsync(url);
  if (msg.code !== 200) Logger.write('telegram: ' + msg.code + ' ' + msg.text);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const call = e.call;
  const task_id = e.customData, desc_text = 'sk_ip', private_key = undefined;
  call.addEventListener(CallEvents.Connected, async () => {
    const asr = VoxEngine.createASR({ profile: ASRProfileList.Google.ru_RU, interimResults: true, singleUtterance: true });
    asr.addEventListener(ASREvents.Result, async (result) => {
      recognitionResultsSoFar.push({ role: 'user', content: result.text });
      const answer = await askOpenai(recognitionResultsSoFar, 0.3);
      call.say(answer, { voice: VoiceList.Yandex.Neural.ru_RU_alena });
    });
    call.sendMediaTo(asr);
  });
  call.addEventListener(CallEvents.Disconnected, async (event) => {
    currentCallDuration = event.duration;
    await ApplicationStorage.put('last_duration_' + call.callerid(), String(currentCallDuration), 60 * 60 * 24);
    await notifyTelegram(`Call from ${call.callerid()} ended after ${currentCallDuration} s, task ${task_id} ${desc_text} ${private_key}`);
    VoxEngine.terminate();
  });
  call.answer();
});
