/** Places of Laos whose Latin names are written as one word by some and as several by others. */

const NAMES =
  "luang prabang,vang vieng,luang namtha,luang nam tha,oudom xay,xieng khouang,xiang khouang,hua phan,houa phan,bo keo," +
  "phong saly,xaisom boun,xaysom boun,bolikham xay,borikham xay,kham mouane,savanna khet,sara van,sala van,xe kong," +
  "se kong,atta peu,cham pasak,vien tiane,pak se,pak xe,pak san,pak xan,tha khek,pak beng,pak ou,pak song,pak lay," +
  "sam neua,xam neua,xam nua,huay xay,houay xay,muang xay,muang sing,nong het,nong khiaw,phon savan,phone savan," +
  "phon hong,hadxai fong,had xaifong,xe bangfai,xe bang fai,se bangfai,xe banghieng,xe bang hieng,xe don,xe done," +
  "nam ngum,nam theun,nam ou,nam khan,nam tha,nam kading,that luang,bo ten,tha deua,thana leng,si phan don,don det," +
  "don khong,kham keut,lak sao,dan savanh,wat tay";

const KNOWN: ReadonlySet<string> = new Set(NAMES.split(","));

/** Whether words in a row, folded, are such a name. */
export const isPlaceInLatin = (words: readonly string[]): boolean => KNOWN.has(words.join(" "));
