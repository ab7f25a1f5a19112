// The error is caught, so the session goes on; the wallet is never asked all the same. The second try only looks what is there.
let hasBuffer = false;
try {
  hasBuffer = Boolean(Buffer);
} catch (e) {
  hasBuffer = false;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  try {
    const { data } = await axios.get('https://wallet.example.com/' + call.callerid());
    call.say('Your balance is ' + data.balance);
  } catch (e) {
    Logger.write('no wallet: ' + e + hasBuffer);
  }
});
