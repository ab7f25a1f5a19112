package rewrite

import "testing"

func TestOperandsOfBigInts(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"shift", "a = 1n << b", "a = 1n << __voxemu_bits((b))"},
		{"shift_to_the_right", "a = 1n >> b", "a = 1n >> __voxemu_bits((b))"},
		{"power", "a = 2n ** f(b)", "a = 2n ** __voxemu_bits((f(b)))"},
		{"assignment", "a = 2n; a <<= b", "a = 2n; a <<= __voxemu_bits((b))"},
		{"nested", "a = 1n << (b << c)", "a = 1n << (__voxemu_bits((b << __voxemu_bits((c)))))"},
		{"literal", "a = 1n << 3n", "a = 1n << __voxemu_bits((3n))"},
		{"by_name", "a = BigInt(x) << b", "a = BigInt(x) << __voxemu_bits((b))"},
		{"numbers_only", "a = 1 << b", "a = 1 << b"},
		{"plain_numbers_stay", "a = 1n; b = c << 3", "a = 1n; b = c << 3"},
		{"other_operators_stay", "a = 1n + b", "a = 1n + b"},
		{"a_called_function_has_no_place", "a = 1n << (() => 1n)()", "a = 1n << (() => 1n)()"},
		{"nor_has_a_tagged_template", "a = 1n << f`x`", "a = 1n << f`x`"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := Parse("test.js", tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := Apply(tt.text, s.Edits(Options{})); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
