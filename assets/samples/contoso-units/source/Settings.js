// Settings of Contoso Units. Change them here; the application reads them when it starts.
var settings = {
  // 'English', 'French', 'German', or '' for the language of Windows.
  language: '',
  // Significant digits of a result, 1 to 15.
  digits: 7,
  // Where kept results go, below the folder of the application.
  historyFile: 'History\\history.txt'
};
