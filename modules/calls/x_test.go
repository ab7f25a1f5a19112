package calls_test
import ("testing";"strings";"voxemu/modules/apitest")
func TestX(t *testing.T){
 r := apitest.Run(t, apitest.Options{Do:"say hi; press 12", Far: map[string]string{"15550200":"ring 1s; answer; say hello there; hangup"}}, `
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const call = e.call;
  call.answer();
  call.say('Hello');
  call.record({stereo:true});
  call.handleTones(true);
  Logger.write(JSON.stringify(call));
  call.addEventListener(CallEvents.Connected, (e) => { Logger.write(JSON.stringify(e)); });
  call.addEventListener(CallEvents.PlaybackFinished, (e) => { Logger.write(JSON.stringify(e));
    const out = VoxEngine.callPSTN('15550200', '1');
    VoxEngine.easyProcess(call, out);
  });
});`)
 t.Log("\n"+strings.Join(r.Log,"\n"))
 t.Log("\n"+strings.Join(r.Events(),"\n"))
 t.Log("\n"+strings.Join(r.Commands(),"\n"))
 t.Log("\n"+strings.Join(r.Heard(),"\n"))
 t.Log("\n"+strings.Join(r.Warnings(),"\n"))
}
