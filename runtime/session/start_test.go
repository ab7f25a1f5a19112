package session_test

import (
	"strings"
	"testing"

	"voxemu/modules/apitest"
)

// kinds shortens the lines of a session log to what they are: long parameters become "...".
func kinds(lines []string) []string {
	short := make([]string, len(lines))
	for i, l := range lines {
		if at := strings.Index(l, "name = "); at >= 0 {
			l = l[:strings.Index(l, " ")] + " event " + strings.Fields(l[at+len("name = "):])[0]
		}
		short[i] = l
	}
	return short
}

func TestStartWithACall(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, `
		require(Modules.ApplicationStorage);
		require('asr');
		require(Modules.ASR);
		VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => { Logger.write('alerting'); VoxEngine.terminate(); });
		VoxEngine.addEventListener(AppEvents.Started, () => Logger.write('started'));
		Logger.write('main');
	`, `Logger.write('second')`)
	r.Want("the session log", kinds(r.Log)[:10],
		"0 Loading scenario main", "0 Loading scenario second",
		"0 event Application.Started", "0 event Application.CallAlerting",
		"0 Module loaded: applicationstorage", "0 Module loaded: asr", "0 main", "0 second",
		"0 VoxEngine version: 7.51.0", "0 started")
	r.WantLogs("0 main", "0 second", "0 started", "0 alerting")
}

func TestStartWithoutACall(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, CustomData: `{"a":1}`}, `
		VoxEngine.addEventListener(AppEvents.Started, () => {
			Logger.write(VoxEngine.customData());
			VoxEngine.terminate();
		});`)
	r.Want("the session log", kinds(r.Log)[:6],
		"0 Loading scenario main",
		`0 Sent event to JS VoxEngine.customData with params [{"a":1} ;  ]`,
		"0 event Application.Started",
		`0 Executing JS command: SetCustomData with params [{"a":1} ;  ]`,
		"0 VoxEngine version: 7.51.0",
		`0 {"a":1}`)
	r.WantEnd("Normal termination", 0)
}

func TestScriptsOfARuleShareOneGlobalScope(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `
		let a = 1; const b = 2; var c = 3; d = 4;
		class E {} function f() { return 'f'; }
	`, `Logger.write([a, b, c, d, typeof E, f()].join()); VoxEngine.terminate();`)
	r.WantLogs("0 1,2,3,4,function,f")
}

func TestRedeclaredLetEndsTheSession(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, MayFail: true},
		`let twice = 1; Logger.write('one')`, `let twice = 2; Logger.write('two')`, `Logger.write('three')`)
	r.WantLogs("0 one")
	r.WantEnd("JS session error", 0)
	if got := strings.Join(r.Errors(), "\n"); !strings.HasPrefix(got, "second.js:1:") || !strings.Contains(got, "SyntaxError") {
		t.Errorf("got %s", got)
	}
}

func TestErrorAtLoadEndsTheSession(t *testing.T) {
	r := apitest.Run(t, apitest.Options{MayFail: true},
		"Logger.write('one');\n  null.x;", `Logger.write('two')`)
	r.WantLogs("0 one")
	r.WantEnd("JS session error", 0)
	if got := r.Errors(); len(got) != 1 || !strings.HasPrefix(got[0], "main.js:2:8: TypeError") {
		t.Errorf("got %q", got)
	}
	if r.Outcome.Exit() != 1 {
		t.Errorf("exit code %d, want 1", r.Outcome.Exit())
	}
}

func TestCallAlertingWithoutListener(t *testing.T) {
	r := apitest.Run(t, apitest.Options{}, `VoxEngine.addEventListener(AppEvents.Started, () => setTimeout(() =>
		VoxEngine.addEventListener(AppEvents.CallAlerting, () => Logger.write('too late')), 0));`)
	r.WantLogs()
	r.WantEnd("Normal termination", 60000)
	text := strings.Join(r.Log, "\n")
	for _, part := range []string{"0 Unhandled CallAlerting event", "name = Call.Disconnected", "60000 INFO: Session is stopping..."} {
		if !strings.Contains(text, part) {
			t.Errorf("the log lacks %q:\n%s", part, text)
		}
	}
}

func TestStartedPayload(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `
		VoxEngine.addEventListener(AppEvents.Started, (e) => {
			Logger.write(Object.keys(e).join());
			Logger.write([typeof e.accountId, typeof e.applicationId, e.sessionId, e.name, e.userId].join());
			Logger.write(String(/^http:\/\/127\.0\.0\.1:12092\/request\/[0-9A-F]{16}\.\d+\.1_127\.0\.0\.1\/[\w-]{32}$/.test(e.accessURL)));
			Logger.write(String(e.accessURL.split('/request')[1] === e.accessSecureURL.split('/request')[1]));
			VoxEngine.terminate();
		});`)
	r.WantLogs(
		"0 accessSecureURL,accessURL,accountId,applicationId,config,dialplanId,dialplanName,domainName,logURL,name,nluAddresses,sessionId,userId",
		"0 number,number,1,Application.Started,-1", "0 true", "0 true")
}

func TestCallAlertingPayload(t *testing.T) {
	r := apitest.Run(t, apitest.Options{From: "anna", Kind: "user", CallData: "token", DisplayName: "Anna"}, `
		VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
			const { call, ...rest } = e;
			Logger.write(JSON.stringify(rest));
			Logger.write(String(e.id === call.id() && call instanceof Call));
			VoxEngine.terminate();
		});`)
	id := strings.Split(strings.Split(r.Logs()[0], `"id":"`)[1], `"`)[0]
	r.WantLogs(`0 {"callerid":"anna","customData":"token","destination":"15550199","displayName":"Anna",`+
		`"fromURI":"sip:anna@test.local.voximplant.com","headers":{},"id":"`+id+`",`+
		`"name":"Application.CallAlerting","toURI":"sip:15550199@test.local.voximplant.com"}`, "0 true")
}
