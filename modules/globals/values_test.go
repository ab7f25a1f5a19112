package globals_test

import (
	"regexp"
	"testing"
	_ "time/tzdata" // so that the tests need no zones of the machine

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/globals"
	"voxemu/modules/moduletest"
)

func TestGetLocalTime(t *testing.T) {
	const unknown = `Error: getLocalTime: the time zone "Mars/Base" is not known`
	const noDate = `Error: getLocalTime: the date is not a valid Date`
	check(t, []example{
		{"utc_fields_show_the_zones_wall_clock", `getLocalTime('Asia/Jerusalem', new Date('2026-01-15T12:00:00.250Z'))`, `"2026-01-15T14:00:00.250Z"`},
		{"summer_time_counts", `getLocalTime('Asia/Jerusalem', new Date('2026-07-15T12:00:00Z'))`, `"2026-07-15T15:00:00.000Z"`},
		{"the_day_may_change", `getLocalTime('America/New_York', new Date('2026-01-01T02:00:00Z'))`, `"2025-12-31T21:00:00.000Z"`},
		{"half_hours_exist", `getLocalTime('Asia/Kolkata', new Date('2026-01-01T00:00:00Z'))`, `"2026-01-01T05:30:00.000Z"`},
		{"moments_before_1970_work", `getLocalTime('UTC', new Date(-1))`, `"1969-12-31T23:59:59.999Z"`},
		{"the_input_is_unchanged", `(() => { const d = new Date(0), l = getLocalTime('Asia/Tokyo', d); return [d, l, l instanceof Date] })()`,
			`["1970-01-01T00:00:00.000Z","1970-01-01T09:00:00.000Z",true]`},
		{"a_zone_can_be_asked_for_again", `[0, 1].map(() => getLocalTime('Asia/Tokyo', new Date(0)))`, `["1970-01-01T09:00:00.000Z","1970-01-01T09:00:00.000Z"]`},
		{"an_unknown_zone_throws", `getLocalTime('Mars/Base', new Date())`, unknown},
		{"go_has_no_zones_of_its_own", `getLocalTime('Local', new Date())`, `Error: getLocalTime: the time zone "Local" is not known`},
		{"an_empty_zone_throws", `getLocalTime('', new Date())`, `Error: getLocalTime: the time zone "" is not known`},
		{"an_invalid_date_throws", `getLocalTime('UTC', new Date(NaN))`, noDate},
		{"a_number_is_no_date", `getLocalTime('UTC', 0)`, noDate},
		{"a_missing_date_throws", `getLocalTime('UTC')`, `Error: getLocalTime: the argument date is missing`},
	})
}

func TestLevenshteinDistance(t *testing.T) {
	check(t, []example{
		{"equal_strings", `levenshtein_distance('same', 'same')`, `0`},
		{"classic", `levenshtein_distance('kitten', 'sitting')`, `3`},
		{"either_order", `levenshtein_distance('sitting', 'kitten')`, `3`},
		{"an_empty_string", `[levenshtein_distance('', 'abc'), levenshtein_distance('abc', '')]`, `[3,3]`},
		{"a_swap_counts_two", `levenshtein_distance('ab', 'ba')`, `2`},
		{"units_not_characters_count", `levenshtein_distance('😀', '')`, `2`},
		{"a_missing_argument_throws", `levenshtein_distance('a')`, `Error: levenshtein_distance: the argument str2 is missing`},
		{"other_types_become_strings", `levenshtein_distance(12, '13')`, `1`},
	})
}

func TestUuidgen(t *testing.T) {
	run := func(seed uint64) []string {
		return moduletest.RunWith(t, moduletest.Options{Seed: seed}, `print(uuidgen()); print(uuidgen())`, globals.Module()).Printed()
	}
	one := run(1)
	v4 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	for _, id := range one {
		if !v4.MatchString(id) {
			t.Errorf("%q is no lower-case version 4 UUID", id)
		}
	}
	if one[0] == one[1] {
		t.Errorf("%q came twice", one[0])
	}
	if diff := cmp.Diff(one, run(1)); diff != "" {
		t.Errorf("the same seed gave other ids: %s", diff)
	}
	if two := run(2); two[0] == one[0] {
		t.Errorf("another seed gave %q again", two[0])
	}
}

func TestTraceGoesToTheDebugConsoleOnly(t *testing.T) {
	r := moduletest.Run(t, `trace('a'); trace(1)`, globals.Module())
	if diff := cmp.Diff([]string{"a", "1"}, r.Debug); diff != "" {
		t.Error(diff)
	}
	for _, line := range r.Log {
		if line == "a" {
			t.Errorf("the session log has it, too: %q", r.Log)
		}
	}
}
