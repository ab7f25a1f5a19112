package kit

import "testing"

// The expect library is compiled ahead for files that need it, and not for those that do without it.
func TestNeedsLibrary(t *testing.T) {
	for text, want := range map[string]bool{
		"(0, import_test.expect)(caller).toHear(/press 1/);": false,
		"expect(1).toBe(1); expect('a').not.toMatch(/b/)":    false,
		"expect(n).toEqual( 3)":                              false,
		"expect(s).toStrictEqual('x')":                       false,
		"expect(ok).toEqual(true)":                           false,
		"expect.soft(n).toBe(1)":                             false,
		"date.toISOString().toUpperCase()":                   false,
		"url.toFileName()":                                   true, // a needless compilation does no harm
		"expect(n).toEqual({ a: 1 })":                        true,
		"expect(n).toEqual(nothing)":                         true,
		"expect(f).toThrow()":                                true,
		"import_test.expect.poll(f).toBe(1)":                 true,
		"expect(x).toBe(import_test.expect.anything())":      true,
		"expect(x).toMatchSnapshot()":                        true,
	} {
		if got := needsLibrary(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// What holds the natives has those there are, and can't be changed.
func TestMaker(t *testing.T) {
	m := &maker{}
	if !m.Has("now") || m.Has("nothing") || m.Get("nothing") != nil || m.Set("now", nil) || m.Delete("now") || m.Keys() != nil {
		t.Error("it is not as it should be")
	}
}
