var languages = languages || {};
languages.German = {
  own: 'Deutsch',
  tag: 'de',
  decimalMark: ',',
  words: {
    language: 'Sprache', quantity: 'Größe', amount: 'Wert', result: 'Ergebnis', swap: 'Einheiten tauschen',
    keep: 'Ergebnis merken', kept: 'Gemerkt in {0}', notKept: 'Das Ergebnis ließ sich nicht merken: {0}',
    notANumber: 'Geben Sie eine Zahl ein'
  },
  quantities: {
    length: 'Länge', area: 'Fläche', mass: 'Masse', temperature: 'Temperatur', speed: 'Geschwindigkeit', data: 'Datenmenge'
  },
  units: {
    metre: 'Meter', kilometre: 'Kilometer', centimetre: 'Zentimeter', millimetre: 'Millimeter', inch: 'Zoll', foot: 'Fuß',
    yard: 'Yard', mile: 'Meilen', nauticalMile: 'Seemeilen', squareMetre: 'Quadratmeter', hectare: 'Hektar',
    squareKilometre: 'Quadratkilometer', squareFoot: 'Quadratfuß', acre: 'Acre', kilogram: 'Kilogramm', gram: 'Gramm',
    tonne: 'Tonnen', ounce: 'Unzen', pound: 'Pfund', kelvin: 'Kelvin', celsius: 'Grad Celsius', fahrenheit: 'Grad Fahrenheit',
    metrePerSecond: 'Meter pro Sekunde', kilometrePerHour: 'Kilometer pro Stunde', milePerHour: 'Meilen pro Stunde',
    knot: 'Knoten', byte: 'Byte', kilobyte: 'Kilobyte', megabyte: 'Megabyte', gigabyte: 'Gigabyte', kibibyte: 'Kibibyte',
    mebibyte: 'Mebibyte', gibibyte: 'Gibibyte'
  }
};
