package kit_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dial is a scenario that passes calls on to a number, again and again until somebody answers, and then sends 42.
const dial = `
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const reach = () => {
    const leg = VoxEngine.callPSTN('15550200', '15550100');
    leg.addEventListener(CallEvents.Failed, () => setTimeout(reach, 10000));
    leg.addEventListener(CallEvents.Connected, () => leg.sendDigits('42'));
  };
  call.addEventListener(CallEvents.Connected, reach);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});`

func TestWhatCallsMean(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"leg_passes_over_calls_that_failed", `
    app.phone('15550200').busy();
    await app.call();
    await clock.advance('25s');
    app.phone('15550200').answers();
    const leg = await app.phone('15550200').leg();
    expect(leg.connected).toBe(true);
    expect(app.phone('15550200').calls).toHaveLength(4);`, ""},
		{"leg_gives_the_next_call_each_time", `
    await app.call();
    const first = await app.phone('15550200').leg();
    await app.call();
    expect(await app.phone('15550200').leg()).not.toBe(first);`, ""},
		{"leg_tells_of_the_calls_that_failed", `
    app.phone('15550200').busy();
    await app.call();
    await app.phone('15550200').leg({ within: '15s' });`,
			"5: the call to 15550200 was not connected: 486 Busy Here, 486 Busy Here\nanother call did not come within 15s of virtual time (change it with { within: '10m' })"},
		{"leg_tells_of_a_phone_that_rings", `
    app.phone('15550200').noAnswer();
    await app.call();
    await app.phone('15550200').leg({ within: '5s' });`, "5: the answer of 15550200 did not come within 5s"},
		{"keys_are_heard_one_by_one_and_together", `
    await app.call();
    const leg = await app.phone('15550200').leg();
    await expect(leg).toHear('42');
    await expect(leg).toHaveHeard(['4', /^2$/]);
    await expect(leg).toHaveHeard(/^42$/);
    await expect(leg).not.toHaveHeard('24');`, ""},
		{"advance_does_not_count_for_the_limit", `
    const caller = await app.call();
    await clock.advance('60d');
    await clock.advanceTo('2026-12-24T18:00:00Z');
    expect(clock.now.getMonth()).toBe(11);
    expect(caller.state).toBe('connected');`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "dial.js"), []byte(dial), 0o600); err != nil {
				t.Fatal(err)
			}
			vm := load(t, "\n  test('x', async ({ app, clock }) => {"+tt.body+"\n  });", options(dir))
			got := said(vm.Run(context.Background(), 0, 0))
			if tt.want == "" && got != "" || !strings.HasPrefix(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// Simple comparisons don't need the library, and fail with its messages.
func TestSimpleComparisons(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"those_that_hold", `
    expect(1).toBe(1); expect(NaN).toBe(NaN); expect(0).not.toBe(-0); expect('a').toEqual('a'); expect(null).toStrictEqual(null);
    expect(1).not.toEqual({}); expect([1, { a: 2 }]).toEqual([1, { a: 2 }]); expect({ a: 1 }).not.toEqual({ a: 2 });
    expect(null).toBeNull(); expect(0).not.toBeNull(); expect(undefined).toBeUndefined(); expect(0).toBeDefined(); expect('').toBeFalsy(); expect([]).toBeTruthy();
    expect([1, 2]).toHaveLength(2); expect('abc').toHaveLength(3); expect({ length: 4 }).toHaveLength(4); expect([1]).not.toHaveLength(2);
    expect('abc').toContain('b'); expect([1, 2]).toContain(2); expect(new Set([1])).toContain(1); expect([1]).not.toContain(2);
    expect('abc').toMatch('bc'); expect('abc').toMatch(/^a/g); expect('abc').not.toMatch(/x/);
    expect(2).toBeGreaterThan(1); expect(2).toBeGreaterThanOrEqual(2); expect(1).toBeLessThan(2); expect(2n).toBeLessThanOrEqual(2n); expect(1).not.toBeGreaterThan(1);
    await expect(Promise.resolve(1)).resolves.toBe(1); expect.soft(1).toBe(1);`, ""},
		{"toBe", `expect(1).toBe(2);`, "2: expected 1 to be 2"},
		{"not_toBe", `expect(1).not.toBe(1);`, "2: expected 1 not to be 1"},
		{"toEqual_of_what_can_have_a_matcher", `expect('abc').toEqual(expect.stringContaining('x'));`, "2: expected 'abc' to deeply equal StringContaining"},
		{"toHaveLength", `expect([1]).toHaveLength(2);`, "2: expected [ 1 ] to have a length of 2 but got 1"},
		{"toHaveLength_of_what_has_none", `expect(1).not.toHaveLength(2);`, "2: "},
		{"toContain", `expect('abc').toContain('x');`, "2: expected 'abc' to contain 'x'"},
		{"toMatch", `expect('abc').toMatch(/x/);`, "2: expected 'abc' to match /x/"},
		{"toBeLessThan", `expect(2).toBeLessThan(1);`, "2: expected 2 to be less than 1"},
		{"toBeLessThan_of_what_is_no_number", `expect('1').toBeLessThan(2);`, "2: "},
		{"toBeNull_with_a_note", `expect(1, 'the answer').toBeNull();`, "2: the answer: expected 1 to be null"},
		{"a_matcher_for_calls", `await expect(1).toHear('x');`, "2: expect().toHear() is for a party"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vm := load(t, "\ntest('x', async () => { "+tt.body+" });", options(t.TempDir()))
			got := said(vm.Run(context.Background(), 0, 0))
			if (tt.want == "") != (got == "") || !strings.HasPrefix(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
