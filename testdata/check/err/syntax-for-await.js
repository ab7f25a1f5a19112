async function* digits() {
  yield* [1, 2, 3];
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => {
    for await (const digit of digits()) call.sendDigits(String(digit));
  });
  call.answer();
});
