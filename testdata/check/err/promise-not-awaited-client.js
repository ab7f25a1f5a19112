// The promise of a client is given to sendMediaBetween, in a function that is not async.
require(Modules.Ultravox);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => {
    const ready = Ultravox.createWebSocketAPIClient({ endpoint: 'CREATE_CALL', authorizations: {}, body: {} });
    ready.catch((error) => Logger.write(error));
    VoxEngine.sendMediaBetween(call, ready);
  });
  call.answer();
});
