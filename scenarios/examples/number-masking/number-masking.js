// Connects the two sides of a delivery without telling either the other's number. Both dial the same number; who is
// on the other side is stored under the caller's own number:
//
//     voxemu storage put order:15550100 15550500 \
//         --storage scenarios/examples/number-masking/.voxemu/voxemu.db
//     voxemu run scenarios/examples/number-masking --far scenarios/examples/number-masking/far.yaml \
//         --do 'wait-heard /door/; say "Coming"'
require(Modules.ApplicationStorage);

const ourNumber = '15550199';

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  let other = null;
  try {
    other = await ApplicationStorage.get(`order:${callerid}`);
  } catch (error) {
    Logger.write(`storage: ${error}`);
  }
  if (other === null) {
    call.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate);
    call.answer();
    call.say('There is no order for your number.');
    return;
  }
  const out = VoxEngine.callPSTN(other.value, ourNumber);
  VoxEngine.easyProcess(call, out, () => Logger.write('both sides are connected'));
});
