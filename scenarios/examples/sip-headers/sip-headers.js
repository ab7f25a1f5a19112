// Hands what a PBX says about a customer on to the agent: the X- headers of a SIP call.
//
//     voxemu run scenarios/examples/sip-headers --from sip:crm@pbx.example.com --header 'X-Customer: 815' --far scenarios/examples/sip-headers/far.yaml
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid, headers }) => {
  const customer = headers['X-Customer'];
  const agent = VoxEngine.callSIP('sip:agent@pbx.example.com', {
    callerid,
    headers: customer ? { 'X-Customer': customer, 'X-Greeting': 'known' } : { 'X-Greeting': 'new' },
  });
  VoxEngine.easyProcess(call, agent);
});
