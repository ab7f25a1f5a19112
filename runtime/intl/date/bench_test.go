package date

import (
	"testing"

	"voxemu/runtime/intl/locale"
)

var benchOptions = Options{DateStyle: "long", TimeStyle: "short", TimeZone: "Europe/Moscow"}

func BenchmarkNewWarm(b *testing.B) {
	tag, _ := locale.Parse("ru-RU")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New([]locale.Tag{tag}, benchOptions); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewComponents(b *testing.B) {
	tag, _ := locale.Parse("ru-RU")
	o := Options{Year: "numeric", Month: "long", Day: "numeric", Hour: "numeric", Minute: "2-digit", TimeZone: "Europe/Moscow"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New([]locale.Tag{tag}, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFormat(b *testing.B) {
	f := newFormatter(b, "ru-RU", benchOptions)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Format(1.7e12); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFormatZoneName(b *testing.B) {
	f := newFormatter(b, "en-US", Options{TimeStyle: "full", TimeZone: "America/New_York"})
	for b.Loop() {
		if _, err := f.Format(1.7e12); err != nil {
			b.Fatal(err)
		}
	}
}

// Reading a locale for the first time: its names and patterns, without unpacking.
func BenchmarkSymbols(b *testing.B) {
	for b.Loop() {
		newSymbols("ru-RU", "ru")
	}
}
