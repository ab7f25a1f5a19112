// Calls the people of a list, one after the other, and reports what came of each. Who is busy or does not answer is called again.
//
//     voxemu run scenarios/examples/call-list --start --call-list scenarios/examples/call-list/list.csv \
//         --attempts 2 --interval 10m --far scenarios/examples/call-list/far.yaml
const { phone, name } = JSON.parse(VoxEngine.customData());

VoxEngine.addEventListener(AppEvents.Started, () => {
  const { isValidNumber, number } = PhoneNumber.getInfo(phone, 'GB');
  if (!isValidNumber) {
    CallList.reportResult({ phone, outcome: 'not a number' }, VoxEngine.terminate);
    return;
  }

  const call = VoxEngine.callPSTN(number, '15550199');
  call.addEventListener(CallEvents.Connected, () => {
    call.say(`Hello ${name}. The library has your book.`);
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    CallList.reportResult({ phone, outcome: 'told' }, VoxEngine.terminate);
  });
  call.addEventListener(CallEvents.Failed, ({ code }) => {
    CallList.reportError({ phone, outcome: code }, VoxEngine.terminate);
  });
});
