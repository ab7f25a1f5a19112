package session_test

import (
	"strings"
	"testing"

	"voxemu/modules/apitest"
)

func TestCustomData(t *testing.T) {
	long := strings.Repeat("x", 198)
	tests := []struct {
		name, initial, code string
		strict              bool
		want                []string
		warns               int
	}{
		{name: "empty at first", code: `Logger.write(JSON.stringify(VoxEngine.customData()))`, want: []string{`0 ""`}},
		{name: "initial value is whole", initial: strings.Repeat("y", 650), code: `Logger.write(String(VoxEngine.customData().length))`, want: []string{"0 650"}},
		{name: "sets and returns", code: `Logger.write(VoxEngine.customData(7) + VoxEngine.customData())`, want: []string{"0 77"}},
		{name: "200 bytes are fine", code: `VoxEngine.customData('` + long + `é')`},
		{name: "over 200 bytes is warned about", code: `Logger.write(String(VoxEngine.customData('` + long + `éé').length))`, want: []string{"0 200"}, warns: 1},
		{name: "strict mode cuts between characters", strict: true, code: `Logger.write(String(VoxEngine.customData('` + long + `xéé').length))`, want: []string{"0 199"}, warns: 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := apitest.Run(t, apitest.Options{Start: true, CustomData: tt.initial, Strict: tt.strict}, tt.code)
			r.WantLogs(tt.want...)
			if got := r.Warnings(); len(got) != tt.warns {
				t.Errorf("%d warnings, want %d: %q", len(got), tt.warns, got)
			}
		})
	}
}

func TestSecrets(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true, Secrets: map[string]string{"KEY": "value", "EMPTY": ""}},
		`Logger.write(['KEY', 'EMPTY', 'NONE'].map((k) => String(VoxEngine.getSecretValue(k))).join());`)
	r.WantLogs("0 value,undefined,undefined")
}

func TestJSessionCloseEndsTheSession(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `setTimeout(JSession.close, 10)`)
	r.WantEnd("Normal termination", 10)
}

func TestLogMessagesAreCut(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `
		Logger.write('a'.repeat(15000));
		Logger.write('b'.repeat(14999) + '😀');`)
	logs := r.Logs()
	if got := len(logs[0]) - len("0 "); got != 15000 {
		t.Errorf("a message of 15,000 characters came out with %d", got)
	}
	if got := len(logs[1]) - len("0 "); got != 14999 {
		t.Errorf("a character must not be cut in two: %d bytes", got)
	}
}

func TestJSessionMemory(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `Logger.write(JSession_GC() + ' ' + JSession_getLeftMemBytes())`)
	r.WantLogs("0 undefined 16777216")
}
