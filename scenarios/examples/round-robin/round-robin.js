// Gives each call to the next phone of a list. Whose turn it is, ApplicationStorage remembers.
//
//     voxemu run scenarios/examples/round-robin --far scenarios/examples/round-robin/far.yaml
//     voxemu run scenarios/examples/round-robin --far scenarios/examples/round-robin/far.yaml
require(Modules.ApplicationStorage);

const phones = ['15550301', '15550302'];

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  let turn = 0;
  try {
    const last = await ApplicationStorage.get('turn');
    if (last) turn = (Number(last.value) + 1) % phones.length;
    await ApplicationStorage.put('turn', String(turn));
  } catch (error) {
    Logger.write(`whose turn it is can't be known: ${error}`);
  }
  const leg = VoxEngine.callPSTN(phones[turn], callerid);
  VoxEngine.easyProcess(call, leg);
});
