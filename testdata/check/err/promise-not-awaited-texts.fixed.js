// Patterns, loops, texts, and a function of the scenario.
require(Modules.ApplicationStorage);

async function isKnown(number) {
  try {
    const { value } = await ApplicationStorage.get(number);
    return value === 'yes';
  } catch {
    return false;
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  const known = await isKnown(callerid);
  Logger.write(`${callerid}: ${known}`);
  Logger.write(`${callerid}: ${await isKnown(callerid)}`);
  if (await isKnown(callerid)) call.answer();
  const reply = await Net.httpRequestAsync('https://crm.example.com/').catch(() => null);
  if (JSON.parse(reply).open) call.say('We are open.');
});
