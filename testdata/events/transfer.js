// A SIP phone that asks to be transferred, and then is asked itself; a phone of the public network, which can't be.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.handleBlindTransfer(true);
  call.answer();
  call.addEventListener(CallEvents.BlindTransferRequested, () => {
    call.notifyBlindTransferFailed(486, 'busy');
    const phone = VoxEngine.callPSTN('15550200', '15550100');
    phone.addEventListener(CallEvents.Connected, () => phone.transferTo({ to: 'sip:bob@example.com' }));
    phone.addEventListener(CallEvents.TransferFailed, () => call.transferTo({ to: 'sip:bob@example.com' }));
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
