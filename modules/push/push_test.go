package push_test

import (
	"strings"
	"testing"

	"voxemu/modules/apitest"
)

// dial calls anna, and writes what becomes of it.
const dial = `
const w = (x) => Logger.write(x);
VoxEngine.addEventListener(AppEvents.Started, () => {
	const call = DIAL;
	call.addEventListener(CallEvents.PushSent, (e) => w('PushSent ' + Object.keys(JSON.parse(e.result).push_results[0])));
	call.addEventListener(CallEvents.Connected, () => { w('Connected'); VoxEngine.terminate(); });
	call.addEventListener(CallEvents.Failed, (e) => { w('Failed ' + e.code + ' ' + e.reason); VoxEngine.terminate(); });
});
`

func TestPushes(t *testing.T) {
	const (
		named  = `VoxEngine.callUser({username: 'anna', callerid: '1'})`
		module = `require(Modules.PushService);`
		sent   = "0 PushSent sdk_type,token,msg,result"
	)
	for _, c := range []struct {
		name, steps, require, call string
		logs, warnings             []string
	}{
		{"a device wakes", "asleep 3s; answer after 1s", module, named, []string{sent, "4000 Connected"}, nil},
		{"a device sleeps on", "asleep", module, named, []string{sent, "20000 Failed 480 User offline"}, nil},
		{"nothing is sent without the module", "asleep 3s", "", named, []string{"0 Failed 480 User offline"}, nil},
		{"the positional form sends, too", "asleep 3s; answer", module, `VoxEngine.callUser('anna', '1')`, []string{sent, "3200 Connected"}, nil},
		{"the call may give more time", "asleep 30s; answer", module, `VoxEngine.callUser({username: 'anna', callerid: '1', pushNotificationTimeout: 40000})`,
			[]string{sent, "30200 Connected"}, nil},
		{"not less than ten seconds", "asleep", module, `VoxEngine.callUser({username: 'anna', callerid: '1', pushNotificationTimeout: 1})`,
			[]string{sent, "10000 Failed 480 User offline"}, []string{"callUser: pushNotificationTimeout is from 10000 to 60000 ms: 10000 is used"}},
		{"nor more than a minute", "asleep", module, `VoxEngine.callUser({username: 'anna', callerid: '1', pushNotificationTimeout: Infinity})`,
			[]string{sent, "60000 Failed 480 User offline"}, []string{"callUser: pushNotificationTimeout is from 10000 to 60000 ms: 60000 is used"}},
		{"a time that is none", "asleep", module, `VoxEngine.callUser({username: 'anna', callerid: '1', pushNotificationTimeout: 'long'})`,
			[]string{sent, "20000 Failed 480 User offline"}, []string{"callUser: pushNotificationTimeout is a number of milliseconds, not long: 20000 is used"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Start: true, Far: map[string]string{"user:anna": c.steps}}, c.require+replace(dial, c.call))
			r.WantLogs(c.logs...)
			r.Want("the warnings", r.Warnings(), c.warnings...)
		})
	}
}

// Calls from end to end send pushes as well.
func TestDirectCalls(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Far: map[string]string{"user:anna": "asleep 3s; answer"}}, `
		require(Modules.PushService);
		VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
			const out = VoxEngine.callUserDirect(call, 'anna', {callerid: '1'});
			out.addEventListener(CallEvents.PushSent, () => Logger.write('PushSent'));
			out.addEventListener(CallEvents.Connected, () => { Logger.write('Connected'); VoxEngine.terminate(); });
		});`)
	r.WantLogs("0 PushSent", "3200 Connected")
}

func replace(text, call string) string { return strings.Replace(text, "DIAL", call, 1) }
