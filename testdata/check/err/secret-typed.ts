// Types make no difference.
interface Settings {
  readonly url: string;
  readonly key: string;
}

const settings: Settings = {
  url: 'https://api.telegram.org/bot70815334:AAf3Kz9QmX2vLr7TnY5cWb8HjD1sGe4PuV0/sendMessage',
  key: 'YOUR_API_KEY',
};

async function notify(text: string): Promise<number> {
  const result = await Net.httpRequestAsync(settings.url, { method: 'POST', postData: JSON.stringify({ text, key: settings.key }) });
  return result.code as number;
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  notify('started').then((code) => Logger.write(code)).catch((error) => Logger.write(error)).finally(() => VoxEngine.terminate());
});
