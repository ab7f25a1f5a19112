package session_test

import (
	"strings"
	"testing"
	"time"

	"voxemu/modules/apitest"
	"voxemu/runtime/session"
)

// What a session may take of time and memory is in proportion to the platform's limits; these are lower than those.
func TestLimitsOfTheEngine(t *testing.T) {
	const (
		keeps = "var a = []; for (;;) a.push({a: 1})"
		some  = "var a = []; for (let i = 0; i < 1.2e5; i++) a.push({id: i, name: 'n', ok: true}); for (let i = 0; i < 1e6; i++);" // 70 MB
		loops = "for (;;);"
		full  = "the script keeps more than 80% of the 4 MB that a session has, by estimate"
	)
	tests := []struct {
		name, text string
		options    apitest.Options
		warning    string
		fails      string
	}{
		{"memory_is_warned_of_once", some + some + "VoxEngine.terminate()", apitest.Options{}, full, ""},
		{"strict_ends_at_the_platforms_memory", keeps, apitest.Options{Strict: true}, "", "InternalError: out of memory: the script keeps more than 40 MB"},
		{"a_slow_turn_is_ended", loops, apitest.Options{Turn: 600 * time.Millisecond}, "", "the script ran for more than 500ms without a pause"},
		{"a_shorter_limit_of_the_run_counts", loops, apitest.Options{Turn: 200 * time.Millisecond}, "", "the script ran for more than 200ms without a pause"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if testing.Short() && tt.text != loops {
				t.Skip("the race detector makes filling the heap take longer than a turn")
			}
			o := tt.options
			o.Start, o.MayFail, o.Limits = true, true, session.CloudLimits()
			o.Limits.Turn, o.Limits.Memory = 100*time.Millisecond, 4<<20
			if tt.text != loops {
				o.Limits.Turn = time.Second // for the heap to get there
			}
			r := apitest.Run(t, o, tt.text)
			if got := strings.Join(r.Errors(), "\n"); !strings.Contains(got, tt.fails) || tt.fails == "" && got != "" {
				t.Errorf("got %q, want %q", got, tt.fails)
			}
			if got := strings.Join(r.Warnings(), "\n"); got != tt.warning {
				t.Errorf("got the warnings %q, want %q", got, tt.warning)
			}
		})
	}
}

func TestOrdinaryRunsAreFarFromTheLimitsOfTheEngine(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `
		var a = [];
		for (let i = 0; i < 2e4; i++) a.push({ id: i, name: 'n' + i });
		VoxEngine.terminate();`)
	if len(r.Warnings()) > 0 {
		t.Errorf("got %v", r.Warnings())
	}
	if l := session.NoLimits(); l.Memory != 0 || l.Turn < session.CloudLimits().Turn {
		t.Errorf("NoLimits has %v and %d bytes", l.Turn, l.Memory)
	}
}
