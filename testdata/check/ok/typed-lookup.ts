// TypeScript with promises: declarations of what is given, satisfies, non-null assertions, casts.
//
//     voxemu run testdata/check/ok/typed-lookup.ts --secret API=https://api.example.invalid
require(Modules.ApplicationStorage);

declare const VERSION: string | undefined;

type Customer = { name: string; vip?: boolean };
type Result<T> = { ok: true; value: T } | { ok: false; error: string };

const defaults = { timeout: 5, method: 'GET' } satisfies { timeout: number; method: string };

async function lookup(number: string): Promise<Result<Customer>> {
  try {
    const { code, text } = await Net.httpRequestAsync(`${VoxEngine.getSecretValue('API')!}/${number}`, defaults as any);
    if (code !== 200) return { ok: false, error: String(code) };
    return { ok: true, value: JSON.parse(text as string) as Customer };
  } catch (error: unknown) {
    return { ok: false, error: (error as Error).message };
  }
}

async function remember<T extends object>(key: string, value: T): Promise<void> {
  await ApplicationStorage.put(key, JSON.stringify(value), 3600);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async (e): Promise<void> => {
  const call = e.call;
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  const found = await lookup(e.callerid);
  if (!found.ok) Logger.write(found.error);
  await remember(`seen:${e.callerid}`, { found: found.ok, version: typeof VERSION }).catch((error) => Logger.write(error));
  call.addEventListener(CallEvents.Connected, () => call.say(found.ok ? `Hello ${found.value.name}.` : 'Hello.'));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
});
