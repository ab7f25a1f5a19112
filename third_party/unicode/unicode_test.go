package unicode_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/third_party/unicode"
)

func TestProperty(t *testing.T) {
	for _, c := range []struct {
		kind unicode.Kind
		name string
		want []rune
	}{
		{unicode.Binary, "ASCII_Hex_Digit", []rune{'0', '9', 'A', 'F', 'a', 'f'}},
		{unicode.Binary, "AHex", []rune{'0', '9', 'A', 'F', 'a', 'f'}},
		{unicode.Binary, "Any", []rune{0, 0x10ffff}},
		{unicode.Category, "Zl", []rune{0x2028, 0x2028}},
		{unicode.Script, "Kawi", []rune{0x11f00, 0x11f10, 0x11f12, 0x11f3a, 0x11f3e, 0x11f59}},
		{unicode.Extensions, "Qaac", []rune{0x2c80, 0x2cf3, 0x2cf9, 0x2cff, 0x102e0, 0x102fb}},
	} {
		got, ok := unicode.Property(c.kind, c.name)
		if c.name == "Qaac" { // scx adds to sc
			if sc, _ := unicode.Property(unicode.Script, "Copt"); len(got) <= len(sc) {
				t.Errorf("Script_Extensions has nothing more than Script: %x", got)
			}
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" || !ok {
			t.Errorf("%s %s (-want +got):\n%s", c.kind, c.name, diff)
		}
	}
	for _, name := range []string{"", "lu", "Emoji_ZWJ_Sequence", "Script"} {
		if _, ok := unicode.Property(unicode.Binary, name); ok {
			t.Errorf("%q is known", name)
		}
	}
}
