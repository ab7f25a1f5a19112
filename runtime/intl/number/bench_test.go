package number

import (
	"testing"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
)

func BenchmarkNew(b *testing.B) {
	for _, c := range []struct{ name, tag, options string }{
		{"decimal", "de", `{}`},
		{"currency", "de", `{"style":"currency","currency":"EUR"}`},
		{"unit", "ru", `{"style":"unit","unit":"kilometer-per-hour","unitDisplay":"long"}`},
		{"compact", "ru", `{"notation":"compact"}`},
	} {
		b.Run(c.name, func(b *testing.B) {
			tag, err := locale.Parse(c.tag)
			if err != nil {
				b.Fatal(err)
			}
			options := parseOptions(b, c.options)
			for b.Loop() {
				if _, err := New([]locale.Tag{tag}, options); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFormat(b *testing.B) {
	for _, c := range []struct{ name, tag, options string }{
		{"decimal", "de", `{}`},
		{"currency", "de", `{"style":"currency","currency":"EUR"}`},
		{"unit", "ru", `{"style":"unit","unit":"kilometer-per-hour","unitDisplay":"long"}`},
		{"compact", "ru", `{"notation":"compact"}`},
	} {
		b.Run(c.name, func(b *testing.B) {
			f := newFormatter(b, c.tag, c.options)
			for b.Loop() {
				f.Format(decimal.FromFloat(1234567.891))
			}
		})
	}
}
