import { type PartName, partExtension } from './part-name.ts';
import { zip, type ZipMethod } from './zip-records.ts';

/** File types that are compressed already; makemsix and MakeAppx store them. */
const storedExtensions: ReadonlySet<string> = new Set(
  (
    'appx cab docm docx dotm dotx gz potm potx ppam ppsm ppsx pptm pptx rar tar xap xlam xlsb xlsm xlsx xltm xltx zip ' +
    'm4a mp3 wma gif jpg jpeg png avi mpeg mpg mov wmv'
  ).split(' '),
);

/** An empty part is stored: a deflate entry without data would be damaged, and MakeAppx does the same. */
export function chooseMethod(name: PartName, size: number, compress: boolean): ZipMethod {
  if (!compress || size === 0 || storedExtensions.has(partExtension(name))) return zip.methodStored;
  return zip.methodDeflate;
}
