"""Invented people's names: first and last names of many cultures, drawn so that 50,000 people mostly differ."""

import random
from itertools import accumulate


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.replace("\n", ",").split(",") if name.strip()))


FIRST_NAMES = _words("""
Maren, Tobias, Imogen, Declan, Priya, Rafael, Junie, Helen, Corin, Ife, Marcus, Petra, Lena, Wes, Dana, Aaliyah, Abel
Abena, Adaeze, Adela, Adrián, Aida, Aiko, Ailsa, Aisha, Akira, Alba, Alden, Alejandra, Alina, Alma, Alphonse, Althea
Alvaro, Amadou, Amara, Ambrose, Amelie, Amina, Anais, Anders, Andrea, Andrei, Anika, Anjali, Annika, Ansel
Anton, Anya, Aoife, Araceli, Archer, Aria, Arjun, Arlo, Armando, Arturo, Asha, Astrid, Asuka, Aurelio, Avery, Ayaan
Ayesha, Azadeh, Bao, Barnaby, Bartosz, Basil, Bastian, Beatriz, Belén, Benedikt, Bettina, Bianca, Birgit, Björn
Blanca, Bodhi, Branwen, Brecht, Bridget, Brigid, Bruna, Bryce, Caio, Callum, Camila, Carina, Carmel, Casper, Cecilia
Celeste, Cesar, Chiamaka, Chidi, Chloé, Cian, Clara, Clarissa, Claudio, Clémence, Cleo, Colette, Conrad, Cora, Cosima
Cyrus, Dagny, Dalia, Damian, Daphne, Dara, Darius, Dario, Davina, Delia, Della, Demetrius, Desmond, Devika, Dieter
Dimitri, Dina, Dmitri, Dominik, Dorian, Dorothea, Dylan, Ebba, Edda, Edgar, Edith, Eduardo, Efua, Eilidh, Eitan
Ekaterina, Elena, Eleni, Elias, Elif, Elin, Elio, Eloise, Elspeth, Emeka, Emil, Emiko, Emmett, Enrique, Enzo, Erik
Esi, Esme, Esperanza, Esteban, Esther, Etienne, Eudora, Eugenia, Eun-ji, Eva, Evander, Ezekiel, Fabian, Fadi, Farah
Farid, Fatima, Felicity, Felix, Femi, Fern, Fiadh, Finlay, Finn, Fiona, Flora, Florian, Folasade, Franka, Freya, Frida
Fumiko, Gareth, Gemma, Genevieve, Georgia, Gerda, Gideon, Gilles, Giorgia, Giselle, Gloria, Goran, Grace, Graham
Greta, Griffin, Guadalupe, Gustav, Gwen, Hadiza, Hakan, Hamza, Hana, Hanna, Haruki, Hassan, Hazel, Hector, Hedda
Heidi, Heloise, Henrik, Hiroshi, Holly, Hong, Horatio, Hugo, Huda, Ian, Ibrahim, Ida, Idris, Ignacio, Igor, Ilana
Ilse, Imani, Ines, Ingrid, Ioana, Irina, Isadora, Ishaan, Isla, Ismael, Isolde, Ivan, Ivo, Iwona, Jacinta, Jamal
Janelle, Jarek, Jasmin, Javier, Jelena, Jemima, Jerome, Jia, Jin, Joanna, Joaquín, Johan, Jonas, Jorge, Josefina
Joyce, Juliana, Julian, Jun, Kai, Kalpana, Kamal, Kareem, Karina, Karolina, Kasia, Katarina, Kavita, Keiko, Keir
Kelechi, Kendra, Kenji, Keziah, Khalid, Kieran, Kirsten, Klara, Kofi, Konrad, Kwame, Lachlan, Laila, Lamar, Lara, Lars
Laszlo, Latoya, Laurent, Leandro, Leif, Leila, Leona, Leonie, Leopold, Leticia, Liam, Liesel, Lilian, Linh, Linnea
Liora, Lisbet, Livia, Lorena, Lorenzo, Lourdes, Luca, Lucia, Lucinda, Ludovic, Luis, Luka, Luz, Lydia, Mabel, Madhu
Maeve, Magnus, Maia, Malik, Manon, Marcela, Marco, Margit, Marguerite, Mariam, Marisol, Marit, Marta, Mateo, Mathilde
Matteo, Maud, Maura, Mavis, Maya, Mehmet, Mei, Mercedes, Mika, Mikhail, Milan, Milena, Mina, Minh, Mira, Miriam
Mirela, Mohan, Moira, Monika, Morgan, Moses, Muriel, Nadia, Nadine, Naoko, Naomi, Nasser, Natalia, Nathaniel, Naveen
Neha, Nell, Nestor, Ngozi, Nia, Niamh, Nico, Nikolai, Nils, Nina, Noel, Nora, Noura, Octavia, Odette, Olaf, Olga
Olivia, Oluwaseun, Omar, Ondine, Orla, Orson, Oscar, Osman, Otis, Otto, Pablo, Padma, Paloma, Parisa, Pascal, Patience
Paula, Pavel, Pearl, Pedro, Perla, Philippa, Phoebe, Pierre, Pilar, Piotr, Pooja, Quentin, Quincy, Rachana, Radha
Rafaela, Raina, Ramón, Rania, Ravi, Reema, Reza, Rhea, Rhys, Ricardo, Rina, Rohan, Roisin, Roland, Romy, Rosalind
Rosario, Rowan, Roxana, Ruben, Rufus, Rukmini, Rupert, Ruth, Sabine, Sadie, Saira, Salma, Salvador, Samir, Sana
Sander, Sandeep, Sanjay, Santiago, Saoirse, Saskia, Sean, Sebastian, Selma, Seong, Séverine, Shanice, Sharad, Shira
Sibyl, Sigrid, Silas, Silvia, Simone, Siobhan, Sofia, Solange, Soledad, Soren, Stefan, Stellan, Sunita, Suresh
Susanna, Sven, Sylvie, Tadeo, Takumi, Tamar, Tamsin, Tariq, Tasha, Tatiana, Tereza, Tessa, Thaddeus, Thandiwe
Theodora, Theo, Thuy, Tilda, Tilman, Tomás, Torsten, Tova, Tristan, Tuan, Ulrich, Uma, Ursula, Valeria, Vanessa, Vasil
Veda, Verena, Vikram, Viola, Violeta, Vivek, Wafa, Walter, Wanda, Wei, Wilhelmina, Willa, Winona, Xavier, Ximena
Xiu, Yael, Yannick, Yara, Yasmin, Yolanda, Yosef, Yuki, Yuna, Yusuf, Yvette, Zahra, Zainab, Zara, Zelda, Zofia, Zoë
Zsófia
""")

LAST_NAMES = _words("""
Oduya, Rao, Tran, Okafor, Castellan, Stanhope, Abara, Strand, Vale, Sorensen, Bell, Novak, Brandt, Calloway, Whitfield
Abadi, Abbasi, Abelard, Abernathy, Abiola, Aboud, Achterberg, Adair, Adebayo, Adeyemi, Adler, Afolabi, Agarwal
Aguirre, Ahlberg, Ahluwalia, Ainsley, Akande, Akhtar, Akintola, Alarcón, Albescu, Aldana, Alderete, Aldous, Alencar
Alfaro, Ali-Rahim, Allard, Almeida, Alsop, Altamirano, Alvarado, Amadi, Amato, Amsel, Anand, Ancheta, Andrade, Ansah
Antonescu, Aoki, Appiah, Aranda, Arbuckle, Arceneaux, Archuleta, Ardizzone, Arkwright, Armitage, Arnesen, Arroyo
Asante, Ashdown, Aslan, Asplund, Atherton, Attah, Aubert, Aubrey, Aulakh, Avelar, Awad, Ayala, Aydin, Azevedo
Babineaux, Bachmann, Badru, Bagley, Bainbridge, Bajwa, Balogun, Bancroft, Banerjee, Baptiste, Baranski, Barclough
Barreto, Barzani, Basra, Bassett, Batista, Baumgart, Beauchamp, Becerra, Beck-Olsen, Bedi, Belanger, Belkacem, Bellamy
Beltrán, Benavides, Benítez, Berglund, Bergqvist, Bernal, Bhatt, Bhattacharya, Bielski, Birch, Bjornstad, Blackwood
Blanchet, Blaszczyk, Bloomquist, Boateng, Bogdan, Bohannon, Boniface, Bonnard, Borges, Bosco, Bouchard, Boutros
Bowditch, Braithwaite, Brandão, Brankovic, Braun, Brenner, Briggs, Brisbane, Broussard, Bruckner, Brzezicki, Bucher
Budzinski, Burgess, Burkhardt, Bustamante, Byrne, Caballero, Cabrera, Cáceres, Calderón, Calloway-Reid, Camargo
Canfield, Cantu, Carbone, Cardenas, Carlisle, Carmody, Caron, Carrasco, Carvalho, Casimir, Castellanos, Castilho
Cavanagh, Cavendish, Cedeño, Çelik, Cerny, Cervantes, Chakraborty, Chalmers, Chamberlain, Chandra, Chaudhry, Chaves
Chen, Cheung, Chikwanha, Chisholm, Cho, Choudhury, Christensen, Chukwu, Cieślak, Cisneros, Clairmont, Clancy, Cleary
Coelho, Colley, Colquhoun, Comstock, Concepción, Conti, Cordero, Corrigan, Cortez, Costigan, Coughlin, Coulibaly
Crabtree, Cranston, Crespo, Croft, Cuevas, Culpepper, Cyrille, Czerny, Da Rocha, Dąbrowski, Dahl, Dalgaard, Dalton
Danjuma, Das, Dasgupta, Daugherty, Davenport, De la Cruz, De Smet, Debrah, Delacroix, Delgado, Delorme, Demir, Denholm
Derlacki, Desai, Deshmukh, Devereux, Dhillon, Di Bella, Diallo, Dimitrov, Diop, Dlamini, Dobbs, Doherty, Dombrowski
Dorsey, Dougherty, Doyle, Drăgan, Drescher, Driscoll, Drummond, Dubois, Duchamp, Dunleavy, Dunmore, Duquesne, Durán
Dutta, Dvorak, Eastwick, Ebersole, Echeverría, Edevane, Egan, Ehrlich, Eklund, El-Amin, El-Masri, Elizondo, Ellery
Ellingsen, Emerson, Endo, Engstrom, Epstein, Erdem, Eriksen, Escobedo, Eskandari, Espinoza, Esposito, Essien, Estévez
Etxeberria, Everhart, Eze, Fairbairn, Fakhoury, Falk, Farooqi, Farrow, Faulkner, Favreau, Feeney, Feldmann, Fenwick
Ferreira, Figueroa, Filipek, Finch, Finnegan, Fiore, Fitzgibbon, Flanagan, Fleury, Florescu, Fogarty
Fonseca, Fontaine, Forsberg, Fortier, Fournier, Frangos, Franquelin, Fraser, Freund, Friedrich, Frisch, Fuentes
Fujimoto, Gagnon, Galanis, Gallardo, Galvão, Garrity, Gauthier, Gehrig, Georgiou, Gerhardt, Ghosh
Giannopoulos, Gilchrist, Gillespie, Giordano, Girard, Glasser, Godfrey, Gomes, Goodall, Gorski, Goswami, Goulding
Grabowski, Granger, Greaves, Greenhalgh, Grenier, Grier, Grigoryan, Grimaldi, Grosvenor, Guerrero, Guidry, Gulati
Gunnarsson, Gustafsson, Gutiérrez, Guzmán, Gyasi, Haddad, Hagen, Haines, Hakimi, Halloran, Halvorsen, Hamadi
Hammond, Hanley, Hannigan, Haq, Harcourt, Hargrove, Harlan, Hartigan, Hashemi, Hasegawa, Hathaway, Haugen, Hawthorne
Hedlund, Hegarty, Heikkinen, Heller, Hennessey, Henriquez, Herrera, Hidalgo, Higashi, Hinojosa, Hjelm, Ho, Hoang
Hochberg, Holbrook, Holloway, Holm, Horvat, Hosseini, Houlihan, Howell, Hrabal, Hsu, Huang, Huerta, Hussain, Huynh
Ibarra, Ibekwe, Idowu, Ikeda, Ilves, Imai, Ingram, Iqbal, Irigoyen, Irvine, Isaksen, Ishikawa, Ito, Ivanova
Iyer, Jablonski, Jacobsen, Jafari, Jain, Jankowski, Jansen, Jaramillo, Jarvis, Jayasuriya, Jeong, Jiménez, Joensuu
Joshi, Juárez, Kaba, Kaczmarek, Kader, Kahananui, Kaiser, Kalani, Kaminski, Kane, Karlsson, Kashani, Kaspar
Katz, Kaur, Kavanagh, Kawaguchi, Kazemi, Keane, Keating, Keita, Kelleher, Kemp, Kennard, Khalil, Khatri
Khoury, Kilbride, Kim, Kingsley, Kinoshita, Kirchner, Kjeldsen, Kline, Knudsen, Ko, Kobayashi, Kocsis, Koenig, Kolář
Konaté, Kovač, Kowalczyk, Kozak, Krause, Krishnan, Kristiansen, Kruger, Kuhn, Kulkarni, Kumar, Kurtz, Kuznetsov, Kwan
Kwon, Lachance, Lafontaine, Laghari, Lagrange, Lam, Lambrecht, Landry, Langford, Laporte, Larrabee, Larsen, Laskaris
Lau, Lavallée, Lavigne, Lazar, Le Roux, Leblanc, Lebedev, Lefebvre, Leitner, Lemaire, Lemieux, Leung, Levesque
Lewandowski, Li, Liang, Lindahl, Lindgren, Lindqvist, Lisowski, Liu, Llewellyn, Lockhart, Lombardi, Lovelace
Lozano, Lucero, Ludwig, Lund, Luong, Lynch-Amari, Ma, Macedo, Machado, Maciel, Mackintosh, Madrigal, Magalhães
Mahajan, Mahoney, Maier, Majumdar, Maldonado, Malhotra, Malone, Mancini, Mandel, Mansour, Marchand, Marchetti, Marín
Marković, Marlowe, Marques, Marsden, Martel, Mascarenhas, Mashburn, Mathur, Matsuda, Mattsson, Maurer, Mavros
McAllister, McBride, McCafferty, McClure, McCorry, McDermott, McElroy, McGinty, McIlvaine, McKenna, McLachlan
McNamara, McQuillan, Medeiros, Mehta, Mejía, Melnyk, Mendoza, Menon, Mercier, Merriweather, Messina, Meyers
Michaud, Mikkelsen, Milanović, Millán, Mishra, Mitra, Miyamoto, Moberg, Mohammadi, Mokoena, Molina, Monaghan, Montague
Montenegro, Montoya, Morales, Moreau, Moretti, Morimoto, Morrissey, Mortensen, Mukherjee, Mulligan, Müller, Muñoz
Mwangi, Nadeau, Nagy, Naidoo, Nakagawa, Nakamura, Nandi, Naqvi, Narayan, Nascimento, Navarro, Nazari, Ndiaye
Neumann, Ng, Ngata, Ngo, Nguyen, Nielsen-Wu, Nieves, Nikolaidis, Nilsson, Nkosi, Nolan, Norgaard, Northcott, Nowak
Núñez, Nwosu, Nygaard, Nyström, O'Bannon, O'Connell, O'Dowd, O'Hara, O'Keeffe, O'Malley, O'Rourke, O'Sullivan, Oakes
Obi, Ocampo, Ochieng, Ochoa, Oduro, Ogawa, Ogunbanjo, Oh, Okada, Okonkwo, Okoye, Olander, Oliveira, Olofsson
Olszewski, Onyango, Ordway, Orellana, Orlov, Orosco, Ortega, Osei, Oshiro, Östberg, Otieno, Ouellette, Owusu, Özdemir
Pacheco, Padilla, Paek, Palacios, Palermo, Palmgren, Panagos, Pande, Papadakis, Paquette, Park, Parrish, Pascual
Patel, Pathak, Patrascu, Pawlak, Paxton, Pedersen, Pelletier, Penhaligon, Peralta, Pereira, Perlman, Persaud, Petrov
Pettersen, Pham, Phan, Pilkington, Pillai, Pineda, Pinheiro, Pinsky, Plamondon, Plaza, Podolski, Poirier, Polanco
Pomeroy, Ponomarenko, Popescu, Porras, Portillo, Poulsen, Prabhu, Prakash, Prendergast, Prescott, Provost, Puente
Pulaski, Purcell, Qadir, Qian, Quach, Quarshie, Quigley, Quintana, Quiroz, Rademaker, Radford, Rahman, Rajan
Ramaswamy, Ramírez, Ramsey, Rasmussen, Rathore, Ravenscroft, Razak, Reddy, Reilly, Reinholt, Rendón, Restrepo, Reyes
Rhodes, Ribeiro, Ricci, Riedel, Rinaldi, Rincón, Rivas, Robichaux, Rocha, Rojas, Roque, Rosales, Rosenthal
Rossi, Roussel, Rubio, Ruiz, Rusu, Rydell, Saavedra, Sabatini, Sadler, Saez, Saito, Salamanca, Salas, Salib
Salvatore, Samaras, Sandhu, Sandoval, Sandström, Santangelo, Santos, Sarkar, Sarkissian, Sato, Savard, Scarpa
Schaefer, Schilling, Schmid, Schreiber, Schubert, Seaver, Sedlak, Segura, Sehgal, Sembene, Sen, Sepúlveda, Serrano
Seward, Shafiq, Shah, Shaughnessy, Sheridan, Sherwani, Shetty, Shimizu, Shrestha, Siddiqui, Sikora
Silva, Simard, Simons, Singh, Sinha, Sirois, Sisko, Skaggs, Skov, Slattery, Smit, Soares, Sobczak, Solano, Soliman
Solórzano, Somerset, Song, Soto, Souza, Sowah, Spence, Stadler, Stamos, Starling, Stavros, Steensen, Steinbach
Stendahl, Stojanović, Stokke, Subramanian, Suleiman, Sundaram, Sutcliffe, Suzuki, Svensson, Swaminathan
Swanepoel, Sylla, Szabo, Szymański, Tabor, Taheri, Takahashi, Talbot, Tanaka, Tavares, Teague, Tejada, Tembo, Tennyson
Teodoro, Tesfaye, Thapa, Theroux, Thibault, Thorne, Thornbury, Tiwari, Tolentino, Tomlinson, Torres, Toussaint, Traoré
Tremblay, Treviño, Trivedi, Trujillo, Tsai, Tsosie, Tully, Turay, Uchida, Udeze, Ueda, Ugalde, Ulloa, Underhill
Urbina, Uribe, Vaccaro, Valdez, Valentini, Valenzuela, Van Dijk, Van den Berg, Vance-Amadi, Vandermeer, Varga, Vargas
Varma, Vasquez, Vasiliev, Vaughn, Vega, Velasco, Venkatesan, Verhoeven, Verma, Vidal, Vieira, Villanueva, Viswanathan
Vogel, Volkov, Von Arnim, Voss, Vu, Wachter, Wadsworth, Wagner, Wakefield, Walczak, Wang, Warsame, Watanabe, Weatherby
Weiss, Wendt, Westergaard, Wexler, Whelan, Whitcomb, Wickham, Wierzbicki, Wilder, Winship, Wójcik, Wolfe, Wong
Woodhouse, Wu, Wyndham, Xiong, Yamada, Yamasaki, Yang, Yardley, Yazdani, Yee, Yeboah, Yildiz, Yoon, Young-Reyes
Yurick, Zabala, Zambrano, Zamora, Zapata, Zavala, Zeller, Zhang, Zhao, Zheng, Zhou, Zielinski, Zimmer, Zoric, Zubair
Zuñiga, Zwick
""")

# A mild lean to the front of each (shuffled) list: some names are simply more common, and search has to live with that.
_LEAN = 150


class PeopleNames:
    """Draws (first name, last name) pairs; the commoner names differ by seed."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._first = rng.sample(FIRST_NAMES, len(FIRST_NAMES))
        self._last = rng.sample(LAST_NAMES, len(LAST_NAMES))
        self._first_weights = _leaning_weights(len(self._first))
        self._last_weights = _leaning_weights(len(self._last))

    def draw(self, count: int) -> list[tuple[str, str]]:
        first = self._rng.choices(self._first, cum_weights=self._first_weights, k=count)
        last = self._rng.choices(self._last, cum_weights=self._last_weights, k=count)
        return list(zip(first, last, strict=True))


def _leaning_weights(count: int) -> list[float]:
    return list(accumulate(1 / (rank + _LEAN) for rank in range(count)))
