// Turns away numbers that are on a list in ApplicationStorage, where the office keeps one key for each.
//
//     voxemu storage put blocked:15550100 spam --app blocklist
//     voxemu run scenarios/examples/blocklist --app blocklist --from 15550100
//     voxemu run scenarios/examples/blocklist --app blocklist --from 15550101
require(Modules.ApplicationStorage);

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  let entry = null;
  try {
    entry = await ApplicationStorage.get(`blocked:${callerid}`);
  } catch (error) {
    Logger.write(`the list can't be read, so nobody is turned away: ${error}`);
  }
  if (entry) {
    Logger.write(`${callerid} is blocked: ${entry.value}`);
    call.reject(603, { 'X-Reason': 'blocked' });
    return;
  }
  call.addEventListener(CallEvents.Connected, () => call.say('Hello. How can we help?', { voice: VoiceList.Amazon.en_US_Joanna }));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
});
