// Gives each call to the next phone of a list. Whose turn it is, ApplicationStorage remembers.
//
//     voxemu run scenarios/examples/round-robin --far scenarios/examples/round-robin/far.yaml
//     voxemu run scenarios/examples/round-robin --far scenarios/examples/round-robin/far.yaml
require(Modules.ApplicationStorage);

const phones = ['15550301', '15550302'];

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  const last = await ApplicationStorage.get('turn');
  const turn = last ? (Number(last.value) + 1) % phones.length : 0;
  await ApplicationStorage.put('turn', String(turn));
  const leg = VoxEngine.callPSTN(phones[turn], callerid);
  VoxEngine.easyProcess(call, leg);
});
